package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.UsageBucketWidth;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The stream of usage by key and day. No other source shows when a key was last used. Anthropic counts usage in time
 * buckets. The stored time is the start of the last bucket with usage, so it is never later than the actual last use.
 */
final class AnthropicUsageStream {
    static final StreamId ID = new StreamId("usage");
    private static final String CALL = "messages";
    /**
     * The maximum delay before usage is counted. Anthropic documents five minutes, but a batch is counted only when it
     * ends, which can take a day.
     */
    static final Duration LATEST_COUNT = Duration.ofHours(24);

    static final Duration FIRST_LOOK_BACK = Duration.ofDays(90);

    private AnthropicUsageStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        UsageBucketWidth bucket = UsageBucketWidth.forWindow(Duration.between(request.since(), request.until()));
        AnthropicClient api = new AnthropicClient(request.session());
        RequestUri report = api.inOrganization("usage_report", "messages")
                .with("starting_at", bucket.startOf(request.since()).toString())
                .with("ending_at", request.until().toString())
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.maxPerPage()))
                .withArray("group_by", List.of("api_key_id"));
        request.token().ifPresent(page -> report.with(AnthropicPaging.BY_TOKEN.parameter(), page));
        RowPage page = AnthropicPaging.BY_TOKEN.read(api.get(report, AnthropicRateLimits.USAGE), request.token());
        return StreamPage.of(observations(new AnthropicIds(request.connection()), page.rows()), page.next());
    }

    /** Converts buckets to observations. Workbench usage is reported without a key and is skipped. */
    private static List<AccessObservation> observations(AnthropicIds ids, List<JsonNodeReader> buckets)
            throws ConnectorException {
        UsageAggregator usage = new UsageAggregator();
        for (JsonNodeReader bucket : buckets) {
            Instant start = bucket.instant("starting_at");
            for (JsonNodeReader result : bucket.list("results")) {
                if (result.has("api_key_id")) {
                    usage.add(ids.key(result.text("api_key_id")), KnownOrUnknown.unknown(), start, Set.of(CALL));
                }
            }
        }
        return usage.observations();
    }
}
