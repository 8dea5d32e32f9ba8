package io.grantkeeper.targets.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.property.testkit.HostileNames;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTarget.Deduplication;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every implementation of {@link AlertTarget} must pass against the double of its vendor. */
@DisplayName("An alert target")
public abstract class AlertTargetContract {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String KEY = "gk-0123456789abcdef0123456789abcdef-1";

    /** Returns the double, which is the same one throughout a test. */
    protected abstract TargetDouble vendor();

    /** Returns the target under test, which calls the double with a valid credential. */
    protected abstract AlertTarget target();

    /** Returns the target with a credential that the double does not accept. */
    protected abstract AlertTarget targetWithWrongCredential();

    /** Returns the strings that must not appear anywhere except in requests to the vendor. */
    protected abstract List<String> secrets();

    /** Returns the name of the setting from which a rejected credential comes. */
    protected abstract String credentialSetting();

    @AfterEach
    void close() {
        vendor().close();
    }

    private static OutboundAlert alert(String name) {
        return alert(name, List.of("Now: read all of your mail", "It is an AI product that nobody has approved."));
    }

    private static OutboundAlert alert(String name, List<String> details) {
        return new OutboundAlert(
                KEY,
                FindingType.SHADOW_AI,
                Severity.HIGH,
                name + " can now read all of your mail",
                name + ", an AI app in Google Workspace",
                "google-acme/oauth-client/1234",
                "Google Workspace",
                details,
                "Revoke it, or record an approval.",
                NOON);
    }

    private static AlertTarget.Closing closing(Optional<AlertTarget.TicketReference> ticket) {
        return new AlertTarget.Closing(
                KEY, ticket, "Notely can now read all of your mail", "Grantkeeper closed the finding.");
    }

    private static AlertTargetException failure(ThrowingCallable call) {
        AlertTargetException thrown = catchThrowableOfType(AlertTargetException.class, call);
        assertThat(thrown).as("the target reports the failure").isNotNull();
        return thrown;
    }

    @Test
    void createsTicketWithTitleDetailsAndAdvice() throws AlertTargetException {
        AlertTarget.TicketReference ticket = target().open(alert("Notely"), false);
        assertThat(ticket.id()).isNotEmpty();
        assertThat(vendor().titles()).singleElement().asString().contains("Notely can now read all of your mail");
        assertThat(vendor().texts()).anyMatch(text -> text.contains("nobody has approved"));
    }

    @Test
    void createsOnlyOneTicketIfItMayAlreadyExist() throws AlertTargetException {
        AlertTarget.TicketReference first = target().open(alert("Notely"), false);
        AlertTarget.TicketReference second = target().open(alert("Notely"), true);
        assertThat(second.id()).isEqualTo(first.id());
        if (target().definition().deduplication() != Deduplication.NONE) {
            assertThat(vendor().tickets()).isEqualTo(1);
        }
    }

    @Test
    void findsTicketWhoseCreationResponseWasLost() throws AlertTargetException {
        // A repeatable request is retried at once, so each of its attempts loses its answer.
        vendor().loseNextAnswer();
        vendor().loseNextAnswer();
        vendor().loseNextAnswer();
        AlertTargetException lost = failure(() -> target().open(alert("Notely"), false));
        assertThat(lost.isPermanent()).isFalse();
        vendor().clearFaults();
        target().open(alert("Notely"), true);
        // A chat without search and keys shows the message twice, with the same reference.
        assertThat(vendor().tickets()).isEqualTo(target().definition().deduplication() == Deduplication.NONE ? 2 : 1);
    }

    @Test
    void closesTicketAndAcceptsThatItIsAlreadyClosed() throws AlertTargetException {
        AlertTarget.TicketReference ticket = target().open(alert("Notely"), false);
        assertThat(vendor().isClosed(KEY)).isFalse();
        target().close(closing(Optional.of(ticket)));
        assertThat(vendor().isClosed(KEY)).isTrue();
        target().close(closing(Optional.of(ticket)));
        assertThat(vendor().isClosed(KEY)).isTrue();
    }

    @Test
    void closesTicketWhoseReferenceWasNotRecorded() throws AlertTargetException {
        target().open(alert("Notely"), false);
        target().close(closing(Optional.empty()));
        assertThat(vendor().isClosed(KEY)).isTrue();
    }

    @Test
    void changesSeverityOfOpenTicketWithoutCreatingAnother() throws AlertTargetException {
        AlertTarget.TicketReference ticket = target().open(alert("Notely"), false);
        String before = vendor().severity(KEY);
        target().changeSeverity(change(ticket));
        String after = vendor().severity(KEY);
        assertThat(after).isNotEmpty().isNotEqualTo(before);
        target().changeSeverity(change(ticket));
        assertThat(vendor().severity(KEY)).as("after a repetition").isEqualTo(after);
        assertThat(vendor().tickets()).isEqualTo(1);
        assertThat(vendor().isClosed(KEY)).isFalse();
    }

    private static AlertTarget.SeverityChange change(AlertTarget.TicketReference ticket) {
        OutboundAlert alert = alert("Notely");
        return new AlertTarget.SeverityChange(
                ticket,
                new OutboundAlert(
                        alert.key(),
                        alert.type(),
                        Severity.LOW,
                        alert.title(),
                        alert.subject(),
                        alert.identity(),
                        alert.provider(),
                        alert.details(),
                        alert.advice(),
                        alert.foundAt()),
                alert.severity(),
                2);
    }

    @Test
    void reportsOutageWhileSeverityChanges() throws AlertTargetException {
        AlertTarget.TicketReference ticket = target().open(alert("Notely"), false);
        vendor().refuseNext(503, Map.of(), "");
        vendor().refuseNext(503, Map.of(), "");
        vendor().refuseNext(503, Map.of(), "");
        assertThat(failure(() -> target().changeSeverity(change(ticket))).isPermanent())
                .isFalse();
    }

    @Test
    void acceptsClosingTicketThatWasNeverCreated() throws AlertTargetException {
        target().close(closing(Optional.empty()));
        assertThat(vendor().tickets()).isZero();
    }

    @Test
    void reportsDurationOfRateLimit() {
        vendor().refuseNext(429, Map.of("Retry-After", "37"), "");
        AlertTargetException limited = failure(() -> target().open(alert("Notely"), false));
        assertThat(limited.isPermanent()).isFalse();
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(37));
        assertThat(vendor().received()).hasSize(1);
    }

    @Test
    void waitsAtMostOneHourIfRateLimitIsLongerOrUnreadable() {
        vendor().refuseNext(429, Map.of("Retry-After", "999999"), "");
        assertThat(failure(() -> target().open(alert("Notely"), false)).retryAfter())
                .isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void reportsOutageAsTemporary(int status) {
        for (int i = 0; i < 3; i++) {
            vendor().refuseNext(status, Map.of(), "<html>down</html>");
        }
        assertThat(failure(() -> target().open(alert("Notely"), false)).isPermanent())
                .isFalse();
        assertThat(vendor().tickets()).isZero();
    }

    @Test
    void reportsUnreachableVendorAsTemporary() {
        AlertTarget target = target();
        vendor().close();
        AlertTargetException unreachable = failure(() -> target.open(alert("Notely"), false));
        assertThat(unreachable.isPermanent()).isFalse();
        assertThat(unreachable.reason()).contains("cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 422})
    void reportsRejectionAsPermanent(int status) {
        vendor().refuseNext(status, Map.of(), "{\"message\":\"no\"}");
        AlertTargetException rejected = failure(() -> target().open(alert("Notely"), false));
        assertThat(rejected.isPermanent()).isTrue();
        assertThat(rejected.reason()).contains(String.valueOf(status));
    }

    @Test
    void namesSettingOfRejectedCredential() {
        AlertTargetException rejected =
                failure(() -> targetWithWrongCredential().open(alert("Notely"), false));
        assertThat(rejected.isPermanent()).isTrue();
        assertThat(rejected.reason()).contains(credentialSetting());
    }

    @Test
    void doesNotFollowRedirect() {
        try (WebhookDouble elsewhere = new WebhookDouble("whsec_" + "A".repeat(32))) {
            vendor().refuseNext(307, Map.of("Location", elsewhere.address().toString()), "");
            assertThat(failure(() -> target().open(alert("Notely"), false)).isPermanent())
                    .isTrue();
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void revealsNoSecretInFailures() {
        for (int status : List.of(302, 400, 401, 403, 404, 418, 429, 500)) {
            for (int i = 0; i < 3; i++) {
                vendor().refuseNext(status, Map.of(), String.join(" ", secrets()));
            }
            AlertTargetException failure = failure(() -> target().open(alert("Notely"), false));
            vendor().clearFaults();
            StringBuilder all = new StringBuilder();
            for (Throwable each = failure; each != null; each = each.getCause()) {
                all.append(each).append('\n');
            }
            assertThat(all.append(target()).toString()).doesNotContain(secrets());
        }
    }

    @Test
    void doesNotQuoteNonJsonResponseInFailure() {
        vendor().refuseNext(200, Map.of(), "[1, 2");
        AlertTargetException failure =
                catchThrowableOfType(AlertTargetException.class, () -> target().open(alert("Notely"), false));
        if (failure != null) {
            assertThat(failure.reason()).doesNotContain("[1, 2");
        }
    }

    @Test
    void shortensTextsThatExceedVendorLimits() throws AlertTargetException {
        OutboundAlert long_ = alert("Notely " + "長い名前".repeat(900), Collections.nCopies(20, "細部 " + "y".repeat(990)));
        target().open(long_, false);
        assertThat(vendor().tickets()).isEqualTo(1);
        assertThat(vendor().titles().getFirst()).contains("Notely");
    }

    @Test
    void showsHostileNamesAsHarmlessText() throws AlertTargetException {
        int i = 0;
        for (String name : HostileNames.all()) {
            String key = "gk-%032x-1".formatted(i++);
            OutboundAlert hostile = new OutboundAlert(
                    key,
                    FindingType.SHADOW_AI,
                    Severity.CRITICAL,
                    name + " has new access",
                    name,
                    "google-acme/oauth-client/1",
                    "Google Workspace",
                    List.of(name),
                    "Revoke it.",
                    NOON);
            target().open(hostile, false);
        }
        assertThat(vendor().tickets()).isEqualTo(HostileNames.all().size());
        assertThat(vendor().texts())
                .allSatisfy(text -> assertThat(HostileNames.firstHarmful(text)).isEmpty());
        assertThat(vendor().titles()).allMatch(title -> title.contains(HostileNames.VISIBLE));
    }
}
