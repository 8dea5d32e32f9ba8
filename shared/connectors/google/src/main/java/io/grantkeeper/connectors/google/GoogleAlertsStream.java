package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The stream of alerts from Google's Alert Center. They are Google's verdicts, stored as activities with Google as
 * their source. Source: https://developers.google.com/workspace/admin/alertcenter/reference/rest/v1beta1/alerts/list
 */
final class GoogleAlertsStream {
    private static final ActivityMapper ACTIVITIES = new GoogleActivityMapper();

    static final StreamId ID = new StreamId("alerts");

    /**
     * The maximum age of the alerts that are requested. Google documents no retention period for alerts, so this value
     * is the retention period of Google's logs.
     */
    private static final Duration KEPT = Duration.ofDays(180);

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(3);

    /**
     * The maximum delay before an alert appears. Some alerts are created hours after the event, but the window applies
     * to the time of creation.
     */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final String PAGE_SIZE = "100";

    private GoogleAlertsStream() {}

    static AccessStream stream() {
        return StreamDefinition.log(ID, "Google's alerts, from the Alert Center")
                .withScopes(GoogleScopes.ALERTS)
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP)
                .withFirstLookBack(FIRST_LOOK_BACK)
                .readBy(GoogleAlertsStream::read);
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(request.session());
        String token = request.token().orElse("");
        GoogleRequestUri address = GoogleRequestUri.of(settings.alertsUrl(), "v1beta1", "alerts")
                .with(
                        "filter",
                        "createTime >= \"%s\" AND createTime < \"%s\""
                                .formatted(
                                        seconds(request.window().start(FIRST_LOOK_BACK, KEPT)),
                                        seconds(request.until())))
                .with("pageSize", PAGE_SIZE);
        // Google accepts only a real customer id here, without its first letter, and not the alias.
        if (!settings.customer().equals(GoogleSettings.MY_CUSTOMER)) {
            address.with("customerId", settings.customer().replaceFirst("^C", ""));
        }
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonNodeReader answer = GoogleClient.get(request.session(), address.uri(), GoogleRateLimits.ALERTS);
        List<Activity> verdicts = JsonNodeReader.activities(answer.listOrEmpty("alerts"), ACTIVITIES, "alerts").stream()
                .filter(activity -> !activity.effects().isEmpty())
                .toList();
        return StreamPage.of(List.of(), GoogleJson.nextPage(answer, token)).withActivities(verdicts);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
