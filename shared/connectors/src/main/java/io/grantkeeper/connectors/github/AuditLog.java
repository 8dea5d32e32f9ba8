package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The organisation's audit log: who installed, approved, added and removed what, third-party apps included, of which no
 * webhook tells. Rows that show a listing to have changed have it read again.
 *
 * <p>Each category of actions is a partition: most of a large organisation's log is about pull requests and workflows,
 * and GitHub does not say whether several {@code action:} filters in one phrase mean any or all of them.
 */
final class AuditLog implements AccessStream {
    static final StreamId ID = new StreamId("audit-log");

    /** All that GitHub keeps of web events: who installed an app long ago is told nowhere else. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /** Most rows appear within minutes; hours have been seen. */
    private static final Duration LATEST_ROW = Duration.ofHours(6);

    private static final String CATEGORY = "category";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Audit log";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of("organization_administration:read");
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration overlap() {
        return LATEST_ROW;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return AuditMeaning.categories().stream()
                .map(category -> Partition.of(ID, category, Map.of(CATEGORY, category)))
                .toList();
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GitHubApi api = new GitHubApi(session);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        ProviderResponse response = api.page(
                api.inOrganization("/audit-log"),
                parameters(partition, since, window.until(), from),
                GitHubLimits.AUDIT_LOG,
                GitHubCredentials.AS_INSTALLATION);
        Naming naming = new Naming(session.connection().id());
        AuditRows rows = new AuditRows(naming, new InstalledApps(api, naming));
        Set<Observation> items = new LinkedHashSet<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        Instant recent = window.until().minus(LATEST_ROW);
        for (JsonBody row : JsonBody.of(response).elements()) {
            Optional<AuditRow> read = rows.read(row);
            if (read.isPresent() && window.until().isAfter(read.get().event().at())) {
                items.add(new Observation.EventObserved(read.get().event()));
                if (!read.get().event().at().isBefore(recent)) {
                    // What is older was listed since: a first look back must not have everything read again.
                    rereads.addAll(read.get().rereads());
                }
            }
        }
        Optional<String> next = NextPage.of(response, "after");
        if (next.isPresent() && next.equals(from.token())) {
            throw Problems.unexpected(response + ": a page of the audit log is followed by itself");
        }
        return next.isPresent()
                ? new Page.More(new ArrayList<>(items), new ArrayList<>(rereads), Cursor.at(next.get()))
                : new Page.Last(new ArrayList<>(items), new ArrayList<>(rereads));
    }

    /** Oldest first, so that rows which appear while we read come after the page we are at. */
    private static Map<String, String> parameters(Partition partition, Instant since, Instant until, Cursor from) {
        String created = "created:%s..%s".formatted(second(since), second(until));
        String phrase = Optional.ofNullable(partition.parameters().get(CATEGORY))
                .map(category -> "action:" + category + " " + created)
                .orElse(created);
        Map<String, String> parameters = new TreeMap<>(Map.of("include", "web", "order", "asc", "phrase", phrase));
        from.token().ifPresent(after -> parameters.put("after", after));
        return parameters;
    }

    /** GitHub's search takes whole seconds. */
    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
