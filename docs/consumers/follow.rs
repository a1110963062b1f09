//! Follows index-events: prints time, type, crate and version of each change of the index.
//!
//!     follow [BROKERS [OFFSETS_FILE]]
//!
//! Starts with the first event there is, and goes on where it was when it is started again: the
//! offsets are in OFFSETS_FILE, not with the brokers. Stopped at any point it loses nothing; what it
//! printed last may be printed again. Broker restarts are waited out.
//!
//! This is src/main.rs; Cargo.toml has
//!
//!     [dependencies]
//!     rdkafka = { version = "0.38", features = ["zstd"] } # without zstd no record can be read
//!     serde_json = "1"

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::error::Error;
use std::io::Write;
use std::time::Duration;
use std::{env, fs, io};

use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::{BorrowedMessage, Headers, Message};
use rdkafka::{ClientConfig, Offset, TopicPartitionList};
use serde_json::Value;

const TOPIC: &str = "index-events";
const PARTITIONS: i32 = 32; // for ever

/// Ids; a copy comes soon after its original, when a watcher was killed.
const REMEMBERED: usize = 100_000;

/// The offsets are written after so many records, and whenever there are no more for a second.
const BATCH: usize = 1_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let brokers = arguments.next().unwrap_or("127.0.0.1:7880".to_string());
    let file = arguments.next().unwrap_or("follow.offsets".to_string());
    let mut offsets = read_offsets(&file)?;
    let mut seen = Seen::default();
    let consumer = open(&brokers, &offsets)?;
    let mut unwritten = 0;
    loop {
        match consumer.poll(Duration::from_secs(1)) {
            Some(Ok(message)) => {
                offsets.insert(message.partition(), message.offset() + 1);
                unwritten += 1;
                if seen.is_new(header(&message, "ce_id")?) {
                    show(&message)?;
                }
            }
            Some(Err(error)) => eprintln!("{error}"), // the client goes on by itself
            None if unwritten > 0 => unwritten = BATCH,
            None => {}
        }
        if unwritten >= BATCH {
            io::stdout().flush()?;
            write_offsets(&file, &offsets)?;
            unwritten = 0;
        }
    }
}

fn open(brokers: &str, offsets: &BTreeMap<i32, i64>) -> Result<BaseConsumer, Box<dyn Error>> {
    let consumer: BaseConsumer = ClientConfig::new()
        .set("bootstrap.servers", brokers)
        // An event of a transaction that was aborted never happened.
        .set("isolation.level", "read_committed")
        .set("auto.offset.reset", "earliest")
        // The client insists on a name, but nothing joins that group: partitions are assigned.
        .set("group.id", "follow")
        .set("enable.auto.commit", "false")
        .create()?;
    let mut partitions = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        let next = offsets.get(&partition);
        let offset = next.map_or(Offset::Beginning, |next| Offset::Offset(*next));
        partitions.add_partition_offset(TOPIC, partition, offset)?;
    }
    consumer.assign(&partitions)?;
    Ok(consumer)
}

fn show(message: &BorrowedMessage) -> Result<(), Box<dyn Error>> {
    let event: Value = serde_json::from_slice(message.payload().unwrap_or_default())?;
    println!(
        "{}\t{}\t{}\t{}",
        event["commit"]["time"].as_str().unwrap_or("-"),
        header(message, "ce_type")?,
        event["crate"].as_str().unwrap_or("-"),
        event["version"].as_str().unwrap_or("-"),
    );
    Ok(())
}

fn header(message: &BorrowedMessage, name: &str) -> Result<String, Box<dyn Error>> {
    let value = message
        .headers()
        .and_then(|headers| headers.iter().find(|header| header.key == name))
        .and_then(|header| header.value)
        .ok_or_else(|| format!("no header {name}"))?;
    Ok(String::from_utf8(value.to_vec())?)
}

/// The ids of the last events.
#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    order: VecDeque<String>,
}

impl Seen {
    fn is_new(&mut self, id: String) -> bool {
        if !self.ids.insert(id.clone()) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > REMEMBERED {
            if let Some(oldest) = self.order.pop_front() {
                self.ids.remove(&oldest);
            }
        }
        true
    }
}

/// What to read next, by partition.
fn read_offsets(file: &str) -> Result<BTreeMap<i32, i64>, Box<dyn Error>> {
    let mut offsets = BTreeMap::new();
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read?,
    };
    for line in text.lines() {
        let (partition, offset) = line.split_once(' ').ok_or("not a line of offsets")?;
        offsets.insert(partition.parse()?, offset.parse()?);
    }
    Ok(offsets)
}

/// All or nothing, so that a crash leaves the old ones.
fn write_offsets(file: &str, offsets: &BTreeMap<i32, i64>) -> io::Result<()> {
    let lines: String = offsets.iter().map(|(p, o)| format!("{p} {o}\n")).collect();
    let next = format!("{file}.new");
    fs::write(&next, lines)?;
    fs::rename(&next, file)
}
