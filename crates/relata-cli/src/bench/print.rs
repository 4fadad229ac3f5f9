//! The figures for people.

use std::fmt::{self, Display, Formatter};

use super::figures::{Figures, Rate};

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let machine = &self.machine;
        let (model, precision, instructions) = (&self.model, self.precision, self.instructions);
        writeln!(
            f,
            "relata {}, model {model} ({precision}, {instructions}), loaded in {:.0} ms",
            env!("CARGO_PKG_VERSION"),
            self.load.as_secs_f64() * 1e3
        )?;
        let cpu = machine.cpu.as_deref().unwrap_or("unknown processor");
        writeln!(
            f,
            "{cpu}, {} cores, {} {} {}",
            machine.cores,
            machine.system,
            machine.architecture,
            machine.features.join(" ")
        )?;
        writeln!(
            f,
            "{} articles, {} words, {} bytes; median of {} passes after a first one",
            self.articles, self.words, self.bytes, self.repeats
        )?;
        if let Some(bytes) = self.peak_memory {
            writeln!(f, "at most {} MB of memory", bytes / 1_000_000)?;
        }
        writeln!(
            f,
            "\n{:<20} {:>10} {:>7} {:>12} {:>10} {:>12}",
            "", "seconds", "share", "articles/s", "words/s", "bytes/s"
        )?;
        row(f, &format!("whole, {} threads", self.threads), &self.whole(), None)?;
        row(f, "whole, one thread", &self.one_thread(), None)?;
        for stage in self.by_stage() {
            row(f, &format!("  {}", stage.stage), &stage.rate, Some(stage.share))?;
        }
        writeln!(
            f,
            "\nAround the encoder: {:.1} % of the encoder's time.",
            self.around_encoder() * 100.0
        )
    }
}

fn row(f: &mut Formatter<'_>, name: &str, rate: &Rate, share: Option<f64>) -> fmt::Result {
    let share = share.map_or_else(String::new, |share| format!("{:.1} %", share * 100.0));
    let Rate { seconds, articles_per_second, words_per_second, bytes_per_second } = rate;
    writeln!(
        f,
        "{name:<20} {seconds:>10.3} {share:>7} {articles_per_second:>12.1} \
        {words_per_second:>10.0} {bytes_per_second:>12.0}"
    )
}
