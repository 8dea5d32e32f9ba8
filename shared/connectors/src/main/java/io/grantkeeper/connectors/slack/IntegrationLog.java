package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A workspace's integration log as events: who installed what, with which scopes. On paid plans of any kind. */
final class IntegrationLog implements AccessStream {
    static final StreamId ID = new StreamId("integration-logs");

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /** Slack states no lag; an hour is ours. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Integration logs";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.ADMIN);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration overlap() {
        return OVERLAP;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return Installation.partitions(session, ID, known, false);
    }

    /** The log cannot be asked for a time: it is read from its newest row back to the window's beginning. */
    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Place workspace = Place.of(partition);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        int number = Integer.parseInt(from.token().orElse("1"));
        IntegrationPage page = IntegrationPage.read(api, workspace, number);
        Naming naming = new Naming(api.connection());
        Map<String, Observation> items = new LinkedHashMap<>();
        boolean recent = false;
        boolean reachedStart = false;
        for (IntegrationRow row : page.rows()) {
            reachedStart |= row.at().isBefore(since);
            if (row.at().isBefore(window.until()) && !row.at().isBefore(since)) {
                AccessEvent event = event(naming, workspace, row);
                items.putIfAbsent(event.key(), new EventObserved(event));
                recent |= !row.at().isBefore(window.until().minus(OVERLAP));
            }
        }
        List<Partition> rereads =
                recent ? List.of(workspace.of(InstalledApps.ID, Place.isOfOrganization(partition))) : List.of();
        List<Observation> observed = new ArrayList<>(items.values());
        return page.last() || reachedStart
                ? new Page.Last(observed, rereads)
                : new Page.More(observed, rereads, Cursor.at(Integer.toString(number + 1)));
    }

    /** Rows carry no id: all that tells one from another becomes its key. */
    private static AccessEvent event(Naming naming, Place workspace, IntegrationRow row) {
        Map<String, String> details = new TreeMap<>();
        details.put("action", row.change());
        details.put("workspace", workspace.id());
        if (!row.scopes().isEmpty()) {
            details.put("scopes", scopes(row));
        }
        String key = String.join(
                "/",
                "integration",
                workspace.id(),
                Long.toString(row.at().getEpochSecond()),
                row.holder().id().externalId(),
                row.change(),
                row.userId().orElse("-"),
                Integer.toHexString(scopes(row).hashCode()));
        return new AccessEvent(
                key,
                type(row.change()),
                Knowledge.known(row.holder().id()),
                naming.known(row.userId()),
                row.at(),
                new TreeMap<>(details));
    }

    private static String scopes(IntegrationRow row) {
        return String.join(" ", row.scopes().stream().sorted().toList());
    }

    /** A word that is new says at least that something changed. */
    private static AccessEventType type(String change) {
        return switch (change) {
            case "added" -> AccessEventType.GRANT_GIVEN;
            case "removed" -> AccessEventType.GRANT_REVOKED;
            case "enabled" -> AccessEventType.IDENTITY_RESUMED;
            case "disabled" -> AccessEventType.IDENTITY_SUSPENDED;
            default -> AccessEventType.GRANT_CHANGED;
        };
    }
}
