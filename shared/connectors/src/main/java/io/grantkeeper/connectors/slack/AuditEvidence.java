package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what rows of the audit log tell: events once each, use by day, and what to read again. */
final class AuditEvidence {
    private final Naming naming;
    /** What is older was listed since: a first look back must not have everything read again. */
    private final Instant recent;

    private final Map<String, Observation> events = new LinkedHashMap<>();
    private final UsageFold usage = new UsageFold();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    AuditEvidence(Naming naming, Instant recent) {
        this.naming = naming;
        this.recent = recent;
    }

    void add(AuditRow row) {
        AuditMeaning.Sort sort = AuditMeaning.sort(row.action());
        AuditMeaning.type(row.action())
                .ifPresent(type -> events.putIfAbsent(
                        row.id(),
                        new EventObserved(new AccessEvent(
                                "audit/" + row.id(),
                                type,
                                Knowledge.ofNullable(about(row).orElse(null)),
                                naming.known(row.actor()),
                                row.at(),
                                details(row, sort)))));
        if (sort == AuditMeaning.Sort.USE && row.app().isPresent()) {
            usage.add(naming.app(row.app().get()), naming.known(row.actor()), row.at(), row.action());
        }
        if (!row.at().isBefore(recent)) {
            reread(row, sort);
        }
    }

    private Optional<IdentityId> about(AuditRow row) {
        return row.workflow().map(naming::workflow).or(() -> row.app().map(naming::app));
    }

    private static SortedMap<String, String> details(AuditRow row, AuditMeaning.Sort sort) {
        SortedMap<String, String> details = new TreeMap<>(row.details());
        details.put("action", row.action());
        row.location().ifPresent(place -> details.put("place", place.id()));
        if (sort == AuditMeaning.Sort.PERSON) {
            row.user().ifPresent(user -> details.put("person", user));
        }
        return details;
    }

    /** Only organisations have this log. */
    private void reread(AuditRow row, AuditMeaning.Sort sort) {
        switch (sort) {
            case APP -> row.location().ifPresent(this::rereadApps);
            case WORKFLOW -> rereads.add(Partition.whole(Workflows.ID));
            case PERSON -> row.user().ifPresent(user -> rereads.add(People.onePerson(user)));
            case USE -> {}
        }
    }

    private void rereadApps(Place place) {
        rereads.add(place.of(AppListings.APPROVED, true));
        rereads.add(place.of(AppListings.RESTRICTED, true));
        rereads.add(place.of(AppListings.REQUESTS, true));
        if (place.isWorkspace()) {
            rereads.add(place.of(InstalledApps.ID, true));
            rereads.add(place.of(Members.ID, true));
        }
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>(events.values());
        all.addAll(usage.observations());
        return all;
    }

    List<Partition> rereads() {
        return List.copyOf(rereads);
    }
}
