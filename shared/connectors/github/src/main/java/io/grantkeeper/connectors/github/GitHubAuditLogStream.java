package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of the organization's audit log: who installed, approved, added or removed what. It includes third-party
 * apps, which no webhook reports. If a row shows that a listing changed, the listing is read again.
 *
 * <p>Each category of actions is a partition, because most of a large organization's log is about pull requests and
 * workflows. The categories are requested one by one, because GitHub does not document whether several {@code action:}
 * filters in one phrase select the rows that match any filter or only those that match all filters.
 */
final class GitHubAuditLogStream {
    private static final ActivityMapper ACTIVITIES = new GitHubActivityMapper();

    static final StreamId ID = new StreamId("audit-log");

    /** GitHub's retention period for web events. No other source shows who installed an app long ago. */
    static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /**
     * The maximum delay before a row appears. Most rows appear within minutes, but delays of hours have been observed.
     */
    static final Duration LATEST_ROW = Duration.ofHours(6);

    private static final String CATEGORY = "category";

    private GitHubAuditLogStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) {
        return GitHubAuditActions.categories().stream()
                .map(category -> Partition.of(ID, category, Map.of(CATEGORY, category)))
                .toList();
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GitHubClient api = new GitHubClient(request.session());
        ProviderResponse response = api.page(
                api.inOrganization("/audit-log"),
                parameters(request.partition(), request.since(), request.until(), request.from()),
                GitHubRateLimits.AUDIT_LOG,
                GitHubCredentials.AS_INSTALLATION);
        GitHubIds ids = new GitHubIds(request.connection());
        GitHubAuditRowReader rows = new GitHubAuditRowReader(ids, new GitHubInstalledAppLookup(api, ids));
        Set<AccessObservation> items = new LinkedHashSet<>();
        Set<Partition> rereads = new LinkedHashSet<>();
        Instant recent = request.until().minus(LATEST_ROW);
        List<JsonNodeReader> page = JsonNodeReader.of(response).elements();
        for (JsonNodeReader row : page) {
            Optional<GitHubAuditRow> read = rows.read(row);
            Instant at = read.flatMap(one -> one.event().at().toOptional()).orElse(Instant.MAX);
            if (read.isPresent() && request.until().isAfter(at)) {
                items.add(new AccessObservation.EventObserved(read.get().event()));
                if (!at.isBefore(recent)) {
                    // On the first read, older rows cause no rereads. Otherwise, the long lookback would cause rereads
                    // of everything that a sweep has just listed.
                    rereads.addAll(read.get().rereads());
                }
            }
        }
        Optional<String> next = GitHubNextPage.of(response, "after");
        if (next.isPresent() && next.equals(request.token())) {
            throw ConnectorException.unexpected(
                    response + ": the next link of an audit log page points to the same page");
        }
        return StreamPage.of(items, rereads, next)
                .withActivities(JsonNodeReader.activities(page, ACTIVITIES, "audit-log"));
    }

    /**
     * Returns the query parameters. Rows are requested oldest first, so that rows that appear during the read come
     * after the current page.
     */
    private static Map<String, String> parameters(
            Partition partition, Instant since, Instant until, PartitionCursor from) {
        String created = "created:%s..%s".formatted(truncateToSecond(since), truncateToSecond(until));
        String phrase = Optional.ofNullable(partition.parameters().get(CATEGORY))
                .map(category -> "action:" + category + " " + created)
                .orElse(created);
        Map<String, String> parameters = new TreeMap<>(Map.of("include", "web", "order", "asc", "phrase", phrase));
        from.token().ifPresent(after -> parameters.put("after", after));
        return parameters;
    }

    /** Truncates an instant to seconds, which is the precision of GitHub's search. */
    private static Instant truncateToSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
