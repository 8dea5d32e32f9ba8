package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
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

/** Collects the content of audit log rows: events without duplicates, usage by day, and partitions to read again. */
final class SlackEvidenceCollector {
    private final SlackIds ids;
    /**
     * The time from which rows request rereads. On the first read, older rows request none, because a sweep has read
     * the listings since then.
     */
    private final Instant recent;

    private final Map<String, AccessObservation> events = new LinkedHashMap<>();
    private final UsageAggregator usage = new UsageAggregator();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    SlackEvidenceCollector(SlackIds ids, Instant recent) {
        this.ids = ids;
        this.recent = recent;
    }

    void add(SlackAuditRow row) {
        SlackAuditActions.Effect sort = SlackAuditActions.effect(row.action());
        SlackAuditActions.type(row.action())
                .ifPresent(type -> events.putIfAbsent(
                        row.id(),
                        new EventObserved(new AccessEvent(
                                "audit/" + row.id(),
                                type,
                                KnownOrUnknown.of(affectedIdentity(row)),
                                ids.personOrUnknown(row.actor()),
                                row.at(),
                                details(row, sort)))));
        if (sort == SlackAuditActions.Effect.USE && row.app().isPresent()) {
            usage.add(ids.app(row.app().get()), ids.personOrUnknown(row.actor()), row.at(), Set.of(row.action()));
        }
        if (!row.at().isBefore(recent)) {
            addRereads(row, sort);
        }
    }

    private Optional<IdentityId> affectedIdentity(SlackAuditRow row) {
        return row.workflow().map(ids::workflow).or(() -> row.app().map(ids::app));
    }

    private static SortedMap<String, String> details(SlackAuditRow row, SlackAuditActions.Effect sort) {
        SortedMap<String, String> details = new TreeMap<>(row.details());
        details.put("action", row.action());
        row.location().ifPresent(context -> details.put("place", context.id()));
        if (sort == SlackAuditActions.Effect.PERSON) {
            row.user().ifPresent(user -> details.put("person", user));
        }
        return details;
    }

    /**
     * Requests the rereads that a row requires. Only organizations have an audit log, so each reread covers an
     * organization.
     */
    private void addRereads(SlackAuditRow row, SlackAuditActions.Effect sort) {
        switch (sort) {
            case APP -> row.location().ifPresent(this::rereadApps);
            case WORKFLOW -> rereads.add(Partition.whole(SlackWorkflowsStream.ID));
            case PERSON -> row.user().ifPresent(user -> rereads.add(SlackUsersStream.singlePerson(user)));
            case USE -> {}
        }
    }

    private void rereadApps(SlackContext context) {
        rereads.add(context.of(SlackAppListings.APPROVED, true));
        rereads.add(context.of(SlackAppListings.RESTRICTED, true));
        rereads.add(context.of(SlackAppListings.REQUESTS, true));
        if (context.isWorkspace()) {
            rereads.add(context.of(SlackInstalledAppsStream.ID, true));
            rereads.add(context.of(SlackBotsStream.ID, true));
        }
    }

    List<AccessObservation> observations() {
        List<AccessObservation> all = new ArrayList<>(events.values());
        all.addAll(usage.observations());
        return all;
    }

    List<Partition> rereads() {
        return List.copyOf(rereads);
    }
}
