package io.grantkeeper.behavior.incident;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Signals and findings that share an identity, a credential, a person, a product or a network within three days.
 *
 * @param timeline the entries by time; at most 100
 * @param omitted the number of entries that the timeline omits
 * @param keys the keys that the entries share; at most 64
 * @param mergedInto the incident that contains this one's entries, because something connected the two
 * @param version the version of the stored incident; 0 for a new one
 */
public record Incident(
        String id,
        Instant openedAt,
        List<IncidentEntry> timeline,
        int omitted,
        NavigableSet<String> keys,
        Optional<Closure> closure,
        Optional<String> mergedInto,
        long version) {
    /** The time after its latest entry during which an incident accepts more entries. */
    public static final Duration WINDOW = Duration.ofDays(3);

    private static final int MOST_ENTRIES = 100;
    private static final int MOST_KEYS = 64;

    /**
     * The closure of an incident.
     *
     * @param by the person, or the program, that closed it
     * @param session the digest of the console session in which it was closed; empty outside the console
     */
    public record Closure(IncidentVerdict verdict, String by, String because, Instant at, Optional<String> session) {
        /** Creates a closure outside the console. */
        public Closure(IncidentVerdict verdict, String by, String because, Instant at) {
            this(verdict, by, because, at, Optional.empty());
        }

        /** Returns whether another closure is the same decision by the same person, regardless of the time. */
        public boolean repeats(Closure other) {
            return verdict == other.verdict && by.equals(other.by) && because.equals(other.because);
        }
    }

    public Incident {
        timeline = timeline.stream()
                .sorted(Comparator.comparing(IncidentEntry::at).thenComparing(IncidentEntry::id))
                .toList();
        keys = Collections.unmodifiableNavigableSet(new TreeSet<>(keys));
    }

    /** Creates an incident without entries. */
    public static Incident open(String id, Instant at) {
        return new Incident(id, at, List.of(), 0, new TreeSet<>(), Optional.empty(), Optional.empty(), 0);
    }

    public boolean isOpen() {
        return closure.isEmpty() && mergedInto.isEmpty();
    }

    public Optional<IncidentEntry> entry(String entryId) {
        return timeline.stream().filter(each -> each.id().equals(entryId)).findFirst();
    }

    /** Returns the time of the latest entry. */
    public Instant lastAt() {
        return timeline.isEmpty() ? openedAt : timeline.getLast().at();
    }

    /** Returns the severity of the most severe entry. */
    public Severity severity() {
        return timeline.stream().map(IncidentEntry::severity).reduce(Severity.LOW, Severity::max);
    }

    /**
     * Returns the severity of the most severe entry for which an alert was sent; {@link Severity#UNKNOWN} if there was
     * none.
     */
    public Severity alertedSeverity() {
        return timeline.stream()
                .filter(IncidentEntry::alerts)
                .map(IncidentEntry::severity)
                .reduce(Severity.UNKNOWN, Severity::max);
    }

    /** Returns the stage that the attack has reached, assuming that the incident is an attack. */
    public AttackStage stage() {
        return timeline.stream()
                .filter(each -> !each.technique().isEmpty())
                .map(each -> AttackStage.of(each.technique()))
                .max(Comparator.naturalOrder())
                .orElse(AttackStage.INITIAL_ACCESS);
    }

    /** Returns the identities involved, each once, in the order in which they appeared. */
    public List<IdentityId> identities() {
        return timeline.stream().map(IncidentEntry::identity).distinct().toList();
    }

    /** Returns a copy of this incident with an additional entry, unless it already contains the entry. */
    public Incident with(IncidentEntry entry, Collection<String> more) {
        NavigableSet<String> all = new TreeSet<>(keys);
        more.stream().sorted().filter(_ -> all.size() < MOST_KEYS).forEach(all::add);
        if (entry(entry.id()).isPresent()) {
            return new Incident(id, openedAt, timeline, omitted, all, closure, mergedInto, version);
        }
        List<IncidentEntry> entries = new ArrayList<>(timeline);
        boolean full = entries.size() >= MOST_ENTRIES;
        if (full && !entry.alerts()) {
            return new Incident(id, openedAt, entries, omitted + 1, all, closure, mergedInto, version);
        }
        if (full) {
            entries.removeLast();
        }
        entries.add(entry);
        return new Incident(id, openedAt, entries, omitted + (full ? 1 : 0), all, closure, mergedInto, version);
    }

    /** Returns a copy of this incident with an owner's answer to one of its entries. */
    Incident answered(String entryId, IncidentEntry.Answer answer) {
        List<IncidentEntry> entries = timeline.stream()
                .map(each -> each.id().equals(entryId) ? each.answered(answer) : each)
                .toList();
        return new Incident(id, openedAt, entries, omitted, keys, closure, mergedInto, version);
    }

    /** Returns the time of the latest owner answer. */
    public Optional<Instant> lastAnswerAt() {
        return timeline.stream()
                .flatMap(each -> each.answer().stream())
                .map(IncidentEntry.Answer::at)
                .max(Comparator.naturalOrder());
    }

    /** Returns the number of entries in the timeline that an owner has answered. */
    public long answers() {
        return timeline.stream().filter(entry -> entry.answer().isPresent()).count();
    }

    /** Returns whether an owner's answer is later than every entry. */
    boolean isAnsweredLast() {
        return lastAnswerAt().filter(answer -> answer.isAfter(lastAt())).isPresent();
    }

    /**
     * Returns the ledger's name for the latest change: {@code opened}, {@code grown}, {@code answered}, {@code closed}
     * or {@code merged}.
     *
     * @param first whether this is the first state that was saved
     */
    public String change(boolean first) {
        if (closure.isPresent()) {
            return "closed";
        }
        if (mergedInto.isPresent()) {
            return "merged";
        }
        return first ? "opened" : isAnsweredLast() ? "answered" : "grown";
    }

    public Incident closed(Closure by) {
        return new Incident(id, openedAt, timeline, omitted, keys, Optional.of(by), mergedInto, version);
    }

    public Incident mergedInto(String other) {
        return new Incident(id, openedAt, timeline, omitted, keys, closure, Optional.of(other), version);
    }

    public Incident withVersion(long newVersion) {
        return new Incident(id, openedAt, timeline, omitted, keys, closure, mergedInto, newVersion);
    }
}
