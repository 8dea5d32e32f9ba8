package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogPageBuilder;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.Optional;

/**
 * The stream of activities from the Compliance API, newest first. It reports who created and disabled keys, including
 * admin keys, which no listing contains. Anthropic shows an activity within a minute and keeps it for six years.
 */
final class AnthropicActivitiesStream {
    private static final ActivityMapper ACTIVITIES = new AnthropicActivityMapper();

    static final StreamId ID = new StreamId("activities");
    static final Duration LATEST_ROW = Duration.ofMinutes(10);
    /**
     * The period that the first read covers. It is long, because admin keys that were created years ago can still
     * be valid, and only this feed reports them.
     */
    static final Duration FIRST_LOOK_BACK = Duration.ofDays(365);

    private AnthropicActivitiesStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        LogWindow window = request.window();
        AnthropicClient api = new AnthropicClient(request.session());
        RequestUri feed = api.activities()
                .with("created_at.gte", request.since().toString())
                .with("created_at.lt", request.until().toString())
                .with("limit", Integer.toString(api.pageSize()))
                .withArray("activity_types", AnthropicActivityTypes.requestedTypes());
        request.token().ifPresent(after -> feed.with(AnthropicPaging.BY_ID.parameter(), after));
        RowPage page = AnthropicPaging.BY_ID.read(
                api.get(feed, AnthropicRateLimits.COMPLIANCE, credential(request.session())), request.token());
        AnthropicIds ids = new AnthropicIds(request.connection());
        LogPageBuilder told = new LogPageBuilder(window, LATEST_ROW);
        for (JsonNodeReader row : page.rows()) {
            Optional<AnthropicActivity> read = AnthropicActivity.read(ids, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.toPage(page.next())
                .withActivities(JsonNodeReader.activities(page.rows(), ACTIVITIES, "activities"));
    }

    private static String credential(ProviderSession session) throws ConnectorException {
        return session.credential(AnthropicClient.COMPLIANCE_KEY).isPresent()
                ? AnthropicClient.COMPLIANCE_KEY
                : AnthropicClient.ADMIN_KEY;
    }
}
