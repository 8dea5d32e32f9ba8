package io.grantkeeper.behavior.incident;

import io.grantkeeper.behavior.incident.IncidentStore.Link;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Adds signals and findings to the incident that they belong to. Adding an entry again changes nothing. If an entry
 * connects two incidents, the younger one is merged into the older one.
 */
public final class IncidentCorrelator {
    private static final int RACES = 20;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int PAGE = 50;

    private final IncidentStore store;

    /**
     * The incident that an entry was added to.
     *
     * @param entry the entry as stored, with the decision about an alert that was made when the entry was first added
     */
    public record Added(Incident incident, IncidentEntry entry) {}

    public IncidentCorrelator(IncidentStore store) {
        this.store = store;
    }

    /**
     * Adds an entry to the open incident with which it shares a key, or opens an incident.
     *
     * @param opens whether the entry is worth a new incident
     * @param alerts decides whether the entry is worth an alert; receives the incident without the entry
     * @return the incident; empty if no incident shares a key and the entry opens none
     */
    public Optional<Added> add(
            TenantId tenant,
            IncidentEntry entry,
            Collection<String> keys,
            boolean opens,
            Function<Incident, Boolean> alerts) {
        for (int race = 0; ; race++) {
            try {
                return addOnce(tenant, entry, keys, opens, alerts);
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private Optional<Added> addOnce(
            TenantId tenant,
            IncidentEntry entry,
            Collection<String> keys,
            boolean opens,
            Function<Incident, Boolean> alerts) {
        List<Incident> known = linked(tenant, entry.at(), keys);
        if (known.isEmpty() && !opens) {
            return Optional.empty();
        }
        Incident target;
        if (known.isEmpty()) {
            String id = id(keys, entry);
            target = store.find(tenant, id).orElseGet(() -> Incident.open(id, entry.at()));
        } else {
            target = known.getFirst();
        }
        Incident before = target;
        Optional<IncidentEntry> present = before.entry(entry.id());
        IncidentEntry decided = present.orElseGet(() -> entry.alerting(alerts.apply(before)));
        Incident after = target.with(decided, keys);
        List<Incident> others = known.size() > 1 ? known.subList(1, known.size()) : List.of();
        for (Incident other : others) {
            for (IncidentEntry moved : other.timeline()) {
                after = after.with(moved, other.keys());
            }
        }
        if (!after.equals(before) || before.version() == 0) {
            after = store.save(tenant, after);
        }
        Set<String> all = new LinkedHashSet<>(keys);
        for (Incident other : others) {
            all.addAll(other.keys());
            var _ = store.save(tenant, other.mergedInto(after.id()));
        }
        store.link(tenant, all, new Link(after.id(), after.lastAt()));
        return Optional.of(new Added(after, decided));
    }

    /** Returns the open incidents that share a key, oldest first. */
    private List<Incident> linked(TenantId tenant, Instant at, Collection<String> keys) {
        Map<String, Link> links = store.links(tenant, keys);
        Set<String> ids = new LinkedHashSet<>();
        links.values().stream()
                .filter(link -> Duration.between(link.at(), at).abs().compareTo(Incident.WINDOW) <= 0)
                .forEach(link -> ids.add(link.incident()));
        List<Incident> found = new ArrayList<>();
        for (String id : ids) {
            current(tenant, id).filter(Incident::isOpen).ifPresent(found::add);
        }
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                .toList();
    }

    /** Returns an incident, or the one into which it was merged. */
    private Optional<Incident> current(TenantId tenant, String id) {
        Optional<Incident> found = store.find(tenant, id);
        for (int hops = 0; hops < 10 && found.flatMap(Incident::mergedInto).isPresent(); hops++) {
            found = store.find(tenant, found.get().mergedInto().get());
        }
        return found;
    }

    private static String id(Collection<String> keys, IncidentEntry entry) {
        String first = keys.isEmpty() ? entry.subject() : keys.iterator().next();
        UUID name = UUID.nameUUIDFromBytes((first + "\n" + entry.id()).getBytes(StandardCharsets.UTF_8));
        return "incident-" + name.toString().substring(0, 13);
    }

    /**
     * Returns the incidents that were opened since a time, latest first, without those that were merged into others.
     */
    public List<Incident> since(TenantId tenant, Instant since) {
        List<Incident> found = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            StorePage<Incident> page = store.recent(tenant, PAGE, from);
            for (Incident incident : page.items()) {
                if (incident.openedAt().isBefore(since)) {
                    return found;
                }
                if (incident.mergedInto().isEmpty()) {
                    found.add(incident);
                }
            }
            from = page.next();
        } while (from.isPresent());
        return found;
    }

    /** Returns the number of alerts that were counted against the budget in the seven days before a time. */
    public long spent(TenantId tenant, Instant now) {
        return since(tenant, now.minus(WEEK).minus(Incident.WINDOW)).stream()
                .flatMap(incident -> incident.timeline().stream())
                .filter(entry -> entry.alerts() && entry.at().isAfter(now.minus(WEEK)))
                .count();
    }

    /**
     * Closes an incident. If the same person has already closed it with the same verdict and reason, nothing changes,
     * regardless of the time of the closure.
     *
     * @return the closed incident; empty if there is none with this id
     * @throws IllegalStateException if the incident was closed in another way; the message says by whom
     */
    public Optional<Incident> close(TenantId tenant, String id, Incident.Closure closure) {
        for (int race = 0; ; race++) {
            Optional<Incident> found = current(tenant, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.get().closure().filter(other -> !other.repeats(closure)).isPresent()) {
                Incident.Closure other = found.get().closure().get();
                throw new IllegalStateException("incident %s was closed as %s by %s on %s; nothing was changed"
                        .formatted(id, other.verdict().code(), other.by(), other.at()));
            }
            try {
                return found.get().closure().isPresent()
                        ? found
                        : Optional.of(store.save(tenant, found.get().closed(closure)));
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Records an owner's answer to an entry of an open incident. Recording it again changes nothing.
     *
     * @param since the earliest time at which the incident may have been opened
     * @return the entry with the answer; empty if no open incident contains it
     */
    public Optional<IncidentEntry> answer(TenantId tenant, String entryId, IncidentEntry.Answer answer, Instant since) {
        for (int race = 0; ; race++) {
            Optional<Incident> found = since(tenant, since).stream()
                    .filter(incident ->
                            incident.isOpen() && incident.entry(entryId).isPresent())
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Incident answered = found.get().answered(entryId, answer);
            try {
                if (!answered.equals(found.get())) {
                    answered = store.save(tenant, answered);
                }
                return answered.entry(entryId);
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Returns whether an entry is news for an incident: the incident's first entry of at least medium severity, or its
     * first critical entry.
     */
    public static boolean isNews(Incident before, IncidentEntry entry) {
        Severity alerted = before.alertedSeverity();
        return alerted == Severity.UNKNOWN
                ? entry.severity().atLeast(Severity.MEDIUM)
                : entry.severity() == Severity.CRITICAL && alerted != Severity.CRITICAL;
    }
}
