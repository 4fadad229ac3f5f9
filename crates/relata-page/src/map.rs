//! Where: a map of the places that have a point, and their list.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use maud::{Markup, html};
use relata_core::Place;

use crate::outlines::{self, Country};
use crate::places::{self, Site};
use crate::view::View;

/// Width of the map in its own units.
const WIDTH: f64 = 640.0;

/// Height of the map in its own units.
const HEIGHT: f64 = 420.0;

/// Least height in degrees, so that the reader sees where in the world it is.
const LEAST_DEGREES: f64 = 12.0;

/// Width of a letter of a label, about.
const LETTER: f64 = 6.4;

/// Height of a label, about.
const LINE: f64 = 13.0;

type Point = (f64, f64);

/// A rectangle of degrees that is drawn as [`WIDTH`] by [`HEIGHT`].
struct Viewport {
    west: f64,
    north: f64,
    /// Units for one degree of longitude and of latitude.
    scale: Point,
}

impl Viewport {
    /// Holds all points, with room around them.
    fn around(points: &[Point]) -> Self {
        let bounds = |of: fn(&Point) -> f64| {
            let low = points.iter().map(of).fold(f64::INFINITY, f64::min);
            (low, points.iter().map(of).fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (bounds(|p| p.0), bounds(|p| p.1));
        let middle = (f64::midpoint(west, east), f64::midpoint(south, north));
        // A degree of longitude is shorter than one of latitude, the more so towards the poles.
        let shrink = libm::cos(middle.1.to_radians()).max(0.3);
        let wanted = [(north - south) * 1.4, (east - west) * 1.3 * shrink * HEIGHT / WIDTH];
        let height = wanted.into_iter().fold(LEAST_DEGREES, f64::max);
        let north_south = HEIGHT / height;
        let scale = (north_south * shrink, north_south);
        Self { west: middle.0 - WIDTH / scale.0 / 2.0, north: middle.1 + height / 2.0, scale }
    }

    fn project(&self, (longitude, latitude): Point) -> Point {
        ((longitude - self.west) * self.scale.0, (self.north - latitude) * self.scale.1)
    }
}

pub fn places(view: &View<'_>) -> Markup {
    let sites = places::sites(view);
    html! {
        section #where aria-labelledby="where-head" {
            h2 #where-head { "Where" }
            @if sites.is_empty() {
                p .none { "No place of this article could be put on a map." }
                (areas(view))
            } @else {
                (map(&sites, &places::countries(view)))
                (list(&sites))
            }
        }
    }
}

/// The named countries and regions.
fn areas(view: &View<'_>) -> Markup {
    let entities = view.extraction.entities.iter();
    html! {
        ul .sites {
            @for (name, place) in entities.filter_map(|e| Some((&e.name, e.place.as_ref()?))) {
                li { b { (name) } (held_by(name, place)) }
            }
        }
    }
}

/// The region and the country of a place, where it is not called by them.
fn held_by(name: &str, place: &Place) -> String {
    let country = place.country.as_deref().map(outlines::country_name);
    let parts = [place.region_name.as_deref(), country].into_iter().flatten();
    parts.filter(|part| *part != name).map(|part| format!(", {part}")).collect()
}

fn list(sites: &[Site<'_>]) -> Markup {
    html! {
        ul .sites {
            @for site in sites {
                li {
                    b { (site.name) } (held_by(&site.name, site.place))
                    @for event in &site.events {
                        " " a href=(format!("#{event}")) data-of=(event) { (event) }
                    }
                }
            }
        }
    }
}

fn map(sites: &[Site<'_>], of_events: &BTreeSet<&str>) -> Markup {
    let points: Vec<Point> = sites
        .iter()
        .map(|site| (f64::from(site.at.longitude_e5) / 1e5, f64::from(site.at.latitude_e5) / 1e5))
        .collect();
    let frame = Viewport::around(&points);
    let drawn: Vec<(&Country, Vec<Vec<Point>>)> = outlines::countries()
        .iter()
        .map(|country| (country, rings(country, &frame)))
        .filter(|(_, rings)| !rings.is_empty())
        .collect();
    let placed: Vec<Point> = points.iter().map(|point| frame.project(*point)).collect();
    let mut labels = Labels { taken: placed.iter().map(|p| around(*p, 6.0)).collect() };
    let names: Vec<String> = sites.iter().map(|site| site.name.clone()).collect();
    html! {
        svg .map viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img"
            aria-label=(format!("Map with {}", names.join(", "))) {
            rect .sea width=(WIDTH) height=(HEIGHT) {}
            @for (country, rings) in &drawn {
                path .land .named[of_events.contains(country.code)] d=(path(rings)) {
                    title { (country.name) }
                }
            }
            @for (site, point) in sites.iter().zip(&placed) {
                circle .site .empty[site.events.is_empty()] cx=(unit(point.0)) cy=(unit(point.1))
                    r=(if site.events.is_empty() { 3.5 } else { 5.5 }) {
                    title { (site.name) }
                }
            }
            @for (site, point) in sites.iter().zip(&placed) {
                @if let Some((x, y)) = labels.beside(*point, &site.name) {
                    text .label x=(unit(x)) y=(unit(y)) { (site.name) }
                }
            }
            @for (country, rings) in &drawn {
                @if let Some((x, y)) = labels.within(rings, country.name) {
                    text .country x=(unit(x)) y=(unit(y)) { (country.name) }
                }
            }
        }
    }
}

fn unit(value: f64) -> String {
    format!("{value:.1}")
}

/// The rings of a country as drawn, cut off around the frame.
fn rings(country: &Country, frame: &Viewport) -> Vec<Vec<Point>> {
    let placed = country.rings.iter().map(|ring| {
        let ring: Vec<Point> = ring.iter().map(|point| frame.project(*point)).collect();
        clipped(ring)
    });
    placed.filter(|ring| ring.len() > 2).collect()
}

/// One of the two coordinates of a point, or its negative.
type Coordinate = fn(Point) -> f64;

/// A ring within the frame and a little around it, by the method of Sutherland and Hodgman: one
/// side after the other.
fn clipped(ring: Vec<Point>) -> Vec<Point> {
    const AROUND: f64 = 4.0;
    let sides: [(Coordinate, f64); 4] = [
        (|p| p.0, -AROUND),
        (|p| -p.0, -(WIDTH + AROUND)),
        (|p| p.1, -AROUND),
        (|p| -p.1, -(HEIGHT + AROUND)),
    ];
    sides.into_iter().fold(ring, |ring, (of, least)| {
        let mut kept = Vec::with_capacity(ring.len());
        let Some(&last) = ring.last() else { return kept };
        let mut before = last;
        for &point in &ring {
            let (a, b) = (of(before) - least, of(point) - least);
            if (a < 0.0) != (b < 0.0) {
                let part = a / (a - b);
                kept.push((
                    before.0 + (point.0 - before.0) * part,
                    before.1 + (point.1 - before.1) * part,
                ));
            }
            if b >= 0.0 {
                kept.push(point);
            }
            before = point;
        }
        kept
    })
}

fn path(rings: &[Vec<Point>]) -> String {
    let mut path = String::new();
    for ring in rings {
        for (number, (x, y)) in ring.iter().enumerate() {
            // A string takes every write.
            let _ = write!(path, "{}{x:.1} {y:.1}", if number == 0 { "M" } else { "L" });
        }
        path.push('Z');
    }
    path
}

/// A rectangle: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

fn around((x, y): Point, by: f64) -> Area {
    (x - by, y - by, x + by, y + by)
}

/// Places labels so that none stands over another or over a point.
struct Labels {
    taken: Vec<Area>,
}

impl Labels {
    /// Where a label fits beside a point; `None` where it fits nowhere.
    fn beside(&mut self, (x, y): Point, label: &str) -> Option<Point> {
        let width = width(label);
        let positions = [
            (x + 9.0, y + 4.0),
            (x - 9.0 - width, y + 4.0),
            (x - width / 2.0, y - 10.0),
            (x - width / 2.0, y + 18.0),
        ];
        positions.into_iter().find(|position| self.take(*position, width))
    }

    /// Where the name of a country fits into its largest part.
    fn within(&mut self, rings: &[Vec<Point>], name: &str) -> Option<Point> {
        let largest = rings.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
        let width = width(name);
        let (x, y) = centre(largest)?;
        let position = (x - width / 2.0, y + 4.0);
        (area(largest) > width * LINE * 4.0 && self.take(position, width)).then_some(position)
    }

    /// Takes the place of a label whose line begins there, if it is free and within the map.
    fn take(&mut self, (x, y): Point, width: f64) -> bool {
        let area = (x, y - LINE + 3.0, x + width, y + 3.0);
        let is_inside = area.0 >= 2.0 && area.1 >= 2.0 && area.2 <= WIDTH && area.3 <= HEIGHT;
        let is_free = self.taken.iter().all(|taken| {
            area.2 < taken.0 || taken.2 < area.0 || area.3 < taken.1 || taken.3 < area.1
        });
        if is_inside && is_free {
            self.taken.push(area);
        }
        is_inside && is_free
    }
}

fn width(label: &str) -> f64 {
    label.chars().count() as f64 * LETTER
}

/// Twice the signed area of each triangle of a ring with the origin, and the points of its edge.
fn triangles(ring: &[Point]) -> impl Iterator<Item = (f64, Point, Point)> {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(next).map(|(&a, &b)| (a.0 * b.1 - b.0 * a.1, a, b))
}

fn area(ring: &[Point]) -> f64 {
    triangles(ring).map(|(area, ..)| area).sum::<f64>().abs() / 2.0
}

/// The centre of gravity; `None` for a ring without area.
fn centre(ring: &[Point]) -> Option<Point> {
    let total: f64 = triangles(ring).map(|(area, ..)| area).sum();
    let weighted = |of: fn(Point) -> f64| -> f64 {
        triangles(ring).map(|(area, a, b)| area * (of(a) + of(b))).sum()
    };
    (total.abs() > 1e-6)
        .then(|| (weighted(|p| p.0) / (3.0 * total), weighted(|p| p.1) / (3.0 * total)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_off_at_the_frame() {
        let large = vec![(-900.0, -900.0), (1500.0, -900.0), (1500.0, 900.0), (-900.0, 900.0)];
        let cut = clipped(large);
        assert_eq!(cut.len(), 4);
        assert!((area(&cut) - (WIDTH + 8.0) * (HEIGHT + 8.0)).abs() < 1e-6);
        assert!(clipped(vec![(-50.0, -50.0), (-40.0, -50.0), (-40.0, -40.0)]).is_empty());
    }

    #[test]
    fn all_points_lie_in_the_frame_wherever_they_are() {
        for points in [
            vec![(35.0, 34.0)],
            vec![(-179.0, -18.0), (179.0, 70.0)],
            vec![(10.0, 80.0), (12.0, 81.0), (-60.0, 2.0)],
        ] {
            let frame = Viewport::around(&points);
            for point in &points {
                let (x, y) = frame.project(*point);
                assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
            }
        }
    }
}
