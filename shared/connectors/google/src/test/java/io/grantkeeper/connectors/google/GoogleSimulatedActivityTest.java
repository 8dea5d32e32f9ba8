package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.company.GoogleApp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how the connector reads the Drive log and Google's alerts from the simulated tenant. */
class GoogleSimulatedActivityTest {
    private static final GoogleApp BACKUP =
            new GoogleApp("812345-backup.apps.googleusercontent.com", "Backupify", false, false);

    private GoogleTestTenant tenant = new GoogleTestTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private CompanyPerson person() {
        return tenant.company().people().active().get(3);
    }

    private Instant ago(Duration duration) {
        return tenant.simulator.clock().instant().minus(duration);
    }

    private List<Activity> read(AccessStream stream) throws ConnectorException {
        return StreamSweep.of(stream, tenant.session()).activities();
    }

    private void alert(String id, String type, String source, String severity, String status) {
        tenant.company().onGoogle().alert(id, type, source, severity, status, person(), ago(Duration.ofHours(5)));
    }

    @Test
    void readsFileActivityOfAppsButNotOfPeople() throws ConnectorException {
        tenant.company().onGoogle().drive(person(), BACKUP, "download", "doc-1", ago(Duration.ofHours(9)));
        tenant.company().onGoogle().drive(person(), "view", "doc-2", ago(Duration.ofHours(9)));
        assertThat(read(new GoogleDriveActivityStream())).singleElement().satisfies(activity -> {
            assertThat(activity.actor().ids()).containsExactly("project/812345");
            assertThat(activity.activityClass()).hasToString("files:read");
            assertThat(activity.resource()).isEqualTo("doc-1");
            assertThat(activity.person().email()).isEqualTo(person().email());
        });
    }

    @Test
    void readsDocumentThatPersonMakesPublic() throws ConnectorException {
        Instant at = ago(Duration.ofHours(9));
        tenant.company()
                .google()
                .record(new GoogleActivity(
                        at,
                        at,
                        77,
                        person().email(),
                        person().id(),
                        new GoogleActivity.Detail.DriveAccess(
                                "change_document_visibility", Optional.empty(), "doc-3", "public_on_the_web"),
                        ""));
        assertThat(read(new GoogleDriveActivityStream())).singleElement().satisfies(activity -> {
            assertThat(activity.place().address())
                    .as("a row without an address")
                    .isEmpty();
            assertThat(activity.effects()).hasSize(1);
        });
    }

    @Test
    void readsLateDriveRowInNextWindow() throws ConnectorException {
        for (int i = 0; i < 40; i++) {
            tenant.company().onGoogle().drive(person(), BACKUP, "download", "doc-" + i, ago(Duration.ofMinutes(20)));
        }
        int before = read(new GoogleDriveActivityStream()).size();
        tenant.company().clock().advance(Duration.ofHours(6));
        List<Activity> after = StreamSweep.of(
                        new GoogleDriveActivityStream(), tenant.session(), Optional.of(ago(Duration.ofHours(7))))
                .activities();
        assertThat(before).as("some rows are not visible yet").isBetween(20, 39);
        assertThat(after.stream().map(Activity::eventId).distinct()).hasSize(40);
    }

    @Test
    void attributesAlertsToGoogle() throws ConnectorException {
        alert("a1", "Suspicious programmatic login", "Google identity", "HIGH", "NOT_STARTED");
        alert("a2", "Leaked password", "Google identity", "", "IN_PROGRESS");
        alert("a3", "User reported phishing", "Gmail phishing", "HIGH", "NOT_STARTED");
        List<Activity> read = read(GoogleAlertsStream.stream());
        assertThat(StreamSweep.verdicts(read))
                .containsExactly(
                        new ThreatReported("Google", "an alert (Suspicious programmatic login)", Weight.HIGH),
                        new ThreatReported("Google", "an alert (Leaked password)", Weight.MEDIUM),
                        new ThreatReported("Google", "an alert (User reported phishing)", Weight.LOW));
        assertThat(read).allSatisfy(activity -> {
            assertThat(activity.person().email()).isEqualTo(person().email());
            assertThat(activity.isUse()).isFalse();
        });
        assertThat(read.getFirst().place().address()).isEqualTo("198.51.100.77");
    }

    @Test
    void ignoresClosedAlertsAndOutages() throws ConnectorException {
        alert("a1", "Leaked password", "Google identity", "HIGH", "CLOSED");
        alert("a2", "Google Operations", "Google Operations", "HIGH", "NOT_STARTED");
        assertThat(read(GoogleAlertsStream.stream())).isEmpty();
    }

    @Test
    void namesMissingScopeAndReadsOtherStreams() throws ConnectorException {
        tenant.close();
        tenant = new GoogleTestTenant(SimulatorOptions.defaults().withDelegatedScopes(Set.of(GoogleScopes.REPORTS)));
        assertThat(catchThrowableOfType(ConnectorException.class, () -> read(GoogleAlertsStream.stream()))
                        .problem())
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(GoogleScopes.ALERTS));
        assertThat(read(new GoogleDriveActivityStream())).isEmpty();
    }
}
