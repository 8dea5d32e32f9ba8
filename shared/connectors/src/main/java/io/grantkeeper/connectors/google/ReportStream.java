package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log of the Reports API, read over a time window. Rows can appear hours after their time, so each window reaches
 * back over the one before; every row has a key of its own, so reading it again adds nothing.
 */
abstract sealed class ReportStream implements AccessStream
        permits TokenActivityStream, AdminActivityStream, LoginActivityStream {
    /** Google keeps these logs for 180 days and refuses earlier start times. */
    static final Duration KEPT = Duration.ofDays(180);

    /** Google's largest page (activities.list, maxResults). */
    private static final String PAGE_SIZE = "1000";

    /** Google states a lag of minutes for admin and login rows, and of hours at worst for others. */
    private static final Duration OVERLAP = Duration.ofHours(6);

    /** The report's name in addresses: {@code token}. */
    abstract String application();

    /** How far back the first read goes, where nothing was read before. */
    abstract Duration firstLookBack(GoogleSettings settings);

    abstract void collect(ConnectionId connection, Activity activity, Evidence into);

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.REPORTS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration overlap() {
        return OVERLAP;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id()));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        String token = from.token().orElse("");
        JsonBody answer = list(session, partition, firstLookBack(GoogleSettings.of(session)), Optional.empty(), token);
        Evidence evidence = evidence(session, answer);
        Optional<String> next = Read.nextPage(answer, token);
        return next.isPresent()
                ? new Page.More(evidence.observations(), evidence.rereads(), Cursor.at(next.get()))
                : new Page.Last(evidence.observations(), evidence.rereads());
    }

    final Evidence evidence(ProviderSession session, JsonBody answer) throws ConnectorException {
        Evidence evidence = new Evidence();
        for (JsonBody row : answer.listOrEmpty("items")) {
            collect(session.connection().id(), Activity.of(row), evidence);
        }
        return evidence;
    }

    /** @param event the one event to list; listing with a filter has a tenth of the quota */
    final JsonBody list(
            ProviderSession session, Partition partition, Duration lookBack, Optional<String> event, String token)
            throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        LogWindow window = LogWindow.of(partition);
        Instant oldest = window.until().minus(KEPT);
        Instant since = window.sinceOr(window.until().minus(lookBack));
        Address address = activities(settings, application())
                .with("startTime", (since.isBefore(oldest) ? oldest : since).toString())
                .with("endTime", window.until().toString())
                .with("maxResults", PAGE_SIZE);
        // Here Google takes real ids only, not its alias.
        if (!settings.customer().equals(GoogleSettings.MY_CUSTOMER)) {
            address.with("customerId", settings.customer());
        }
        event.ifPresent(name -> address.with("eventName", name));
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        String limit = event.isPresent() ? Limits.REPORTS_FILTERED : Limits.REPORTS;
        return Calls.get(session, address.uri(), limit);
    }

    /** A report's activities of all users, or what lies below them. */
    static Address activities(GoogleSettings settings, String application, String... below) {
        return Address.of(settings.adminUrl(), "admin", "reports", "v1", "activity", "users", "all", "applications")
                .then(application)
                .then(below);
    }
}
