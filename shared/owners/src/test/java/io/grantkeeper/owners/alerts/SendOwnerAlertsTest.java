package io.grantkeeper.owners.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Telling owners")
class SendOwnerAlertsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final PersonId DANA = new PersonId(GOOGLE, "1001");
    private static final PersonId LEE = new PersonId(GOOGLE, "1002");
    private static final PersonId MAX = new PersonId(GOOGLE, "1003");
    private static final NonHumanIdentity OTTER = NonHumanIdentity.of(
            new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter"),
            new ProviderId("google"),
            "oauth-client",
            "Otter.ai");
    private static final AlertRecipient SECURITY = new AlertRecipient("Security", "security@acme.test", List.of());
    private static final AlertSettings SETTINGS =
            new AlertSettings(Severity.MEDIUM, SECURITY, Duration.ofMinutes(2), 3);

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryAlertDeliveryStore sends = new InMemoryAlertDeliveryStore(findings);
    private final ManualClock clock = new ManualClock(NOON);
    private final RecordingChannel channel = new RecordingChannel();
    private final SendOwnerAlerts alertOwner = new SendOwnerAlerts(
            access,
            findings,
            sends,
            List.of(channel),
            _ -> "Google Workspace",
            SETTINGS,
            Optional.empty(),
            Optional.empty(),
            clock);

    @BeforeEach
    void setUpDanaAsOwnerAndMaxAsHerManager() {
        storePerson(Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), EmploymentStatus.ACTIVE)
                .withManager(KnownOrUnknown.known(MAX)));
        storePerson(Person.of(LEE, "Lee", KnownOrUnknown.known("lee@acme.test"), EmploymentStatus.ACTIVE));
        storePerson(Person.of(MAX, "Max", KnownOrUnknown.known("max@acme.test"), EmploymentStatus.ACTIVE));
        access.apply(ACME, new ObservationBatch(NOON, false, List.of(new AccessObservation.IdentityObserved(OTTER))));
        access.saveSummary(ACME, summary(new OwnerCandidate(DANA, List.of("installed it"))));
    }

    private void storePerson(Person person) {
        access.apply(
                ACME,
                new ObservationBatch(clock.instant(), false, List.of(new AccessObservation.PersonObserved(person))));
    }

    private static IdentitySummary summary(OwnerCandidate... owners) {
        return new IdentitySummary(
                OTTER.id(),
                OTTER.provider(),
                "oauth-client",
                "Otter.ai",
                IdentityStatus.ACTIVE,
                Severity.HIGH,
                AiVerdict.YES,
                Optional.of("otter"),
                List.of(),
                List.of("read all of your mail"),
                List.of(owners),
                Timestamp.unknown(),
                Timestamp.unknown(),
                NOON,
                NOON,
                0);
    }

    @Test
    void includesUsageAndOtherIdentitiesOfProduct() {
        IdentityId gitHub = new IdentityId(new ConnectionId("github-acme"), IdentityKind.OAUTH_CLIENT, "otter-ai");
        IdentitySummary noteTaker = summary(new OwnerCandidate(DANA, List.of("installed it")));
        access.saveSummary(
                ACME,
                new IdentitySummary(
                        gitHub,
                        new ProviderId("github"),
                        "github-app",
                        "otter-ai",
                        IdentityStatus.ACTIVE,
                        Severity.LOW,
                        AiVerdict.YES,
                        noteTaker.product(),
                        List.of(),
                        List.of("read code"),
                        List.of(),
                        Timestamp.unknown(),
                        Timestamp.unknown(),
                        NOON,
                        NOON,
                        0));
        openFinding("a", Severity.HIGH, KnownOrUnknown.known(DANA));
        alertOwner.handle(new AlertWork(ACME, OTTER.id(), NOON, 0));
        assertThat(channel.messages).singleElement().satisfies(message -> {
            assertThat(message.use()).contains("cannot recommend");
            assertThat(message.elsewhere()).singleElement().asString().contains("otter-ai", "read code");
        });
    }

    private void openFinding(String key, Severity severity, KnownOrUnknown<PersonId> cause) {
        findings.open(
                ACME,
                new Finding(
                        key,
                        OTTER.id(),
                        FindingType.SCOPES_EXPANDED,
                        severity,
                        FindingStatus.OPEN,
                        "can now read all of your mail",
                        List.of("read your calendar"),
                        List.of("read your calendar", "read all of your mail"),
                        List.of("Mail holds secrets."),
                        "Have it revoked.",
                        cause,
                        List.of(),
                        NOON,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    private SendOwnerAlerts.Outcome handleWork() {
        return alertOwner.handle(new AlertWork(ACME, OTTER.id(), NOON, 0));
    }

    @Test
    void sendsOneMessageWithAllNewFindings() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        openFinding("b", Severity.MEDIUM, KnownOrUnknown.unknown());
        assertThat(handleWork()).isEqualTo(new SendOwnerAlerts.Outcome.Done(1));
        assertThat(channel.delivered).singleElement().satisfies(send -> {
            assertThat(send.recipient()).isEqualTo("dana@acme.test");
            assertThat(send.findings()).containsExactly("a", "b");
            assertThat(send.body())
                    .contains("Otter.ai can now read all of your mail. One more finding")
                    .contains("Otter.ai, an AI app in Google Workspace")
                    .contains("You are asked because you installed it.");
        });
    }

    @Test
    void sendsNothingForDuplicateWorkItem() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        handleWork();
        assertThat(handleWork()).isEqualTo(new SendOwnerAlerts.Outcome.Done(0));
        assertThat(channel.delivered).hasSize(1);
    }

    @Test
    void doesNotSendFindingsBelowMinimumSeverity() {
        openFinding("a", Severity.LOW, KnownOrUnknown.unknown());
        assertThat(handleWork()).isEqualTo(new SendOwnerAlerts.Outcome.Done(0));
    }

    @Test
    void asksPersonWhoMadeChangeBeforeOwner() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.known(LEE));
        openFinding("b", Severity.HIGH, KnownOrUnknown.unknown());
        handleWork();
        assertThat(channel.delivered)
                .extracting(AlertDelivery::recipient)
                .containsExactlyInAnyOrder("lee@acme.test", "dana@acme.test");
    }

    @Test
    void asksManagerWhenOwnerHasLeft() {
        clock.advance(Duration.ofMinutes(1));
        storePerson(Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), EmploymentStatus.SUSPENDED)
                .withManager(KnownOrUnknown.known(MAX)));
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        handleWork();
        assertThat(channel.delivered).extracting(AlertDelivery::recipient).containsExactly("max@acme.test");
        assertThat(channel.delivered.getFirst().body()).contains("because you manage Dana, who was responsible for it");
    }

    @Test
    void alertsSecurityTeamWhenNoOwnerIsReachable() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        access.saveSummary(ACME, summary().withVersion(1));
        handleWork();
        assertThat(channel.delivered).extracting(AlertDelivery::recipient).containsExactly("security@acme.test");
    }

    @Test
    void retriesFailedSendWithSameText() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        channel.failure = ChannelException.unavailable("down", Duration.ofSeconds(5));
        assertThat(handleWork()).isInstanceOf(SendOwnerAlerts.Outcome.Later.class);
        assertThat(handleWork()).as("the lease has not expired").isInstanceOf(SendOwnerAlerts.Outcome.Later.class);
        channel.failure = null;
        clock.advance(Duration.ofMinutes(3));
        assertThat(handleWork()).isEqualTo(new SendOwnerAlerts.Outcome.Done(1));
        assertThat(channel.delivered).hasSize(1);
        assertThat(channel.askedWhetherSent).containsExactly(true);
    }

    @Test
    void reportsUndeliverableMessageWithReason() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        channel.failure = ChannelException.rejected("the mail server rejected the recipient");
        assertThat(handleWork())
                .isEqualTo(new SendOwnerAlerts.Outcome.Undeliverable("the mail server rejected the recipient"));
    }

    @Test
    void alertsSecurityTeamWhenOwnersMailboxRejectsMessage() {
        openFinding("a", Severity.HIGH, KnownOrUnknown.unknown());
        channel.refused = "dana@acme.test";
        assertThat(handleWork()).isEqualTo(new SendOwnerAlerts.Outcome.Done(1));
        assertThat(channel.delivered).singleElement().satisfies(send -> {
            assertThat(send.recipient()).isEqualTo("security@acme.test");
            assertThat(send.body()).contains("because the owner could not be reached");
        });
        assertThat(handleWork()).as("told once").isEqualTo(new SendOwnerAlerts.Outcome.Done(0));
    }

    @Test
    void delaysWorkItemThatIsNotDue() {
        Instant later = NOON.plusSeconds(60);
        assertThat(alertOwner.handle(new AlertWork(ACME, OTTER.id(), later, 0)))
                .isEqualTo(new SendOwnerAlerts.Outcome.Later(later, "not due yet"));
    }

    private static final class RecordingChannel extends MailboxDouble {
        private final List<AlertDelivery> delivered = new ArrayList<>();
        private final List<AlertMessage> messages = new ArrayList<>();
        private final List<Boolean> askedWhetherSent = new ArrayList<>();
        private @Nullable ChannelException failure;
        private String refused = "";

        RecordingChannel() {
            super(new ArrayList<>());
        }

        @Override
        public String render(AlertMessage message) {
            messages.add(message);
            return String.join("\n", message.title(), message.subject(), message.why());
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
            if (failure != null) {
                throw failure;
            }
            if (send.recipient().equals(refused)) {
                throw ChannelException.rejected("the mail server rejected the recipient");
            }
            delivered.add(send);
            askedWhetherSent.add(mayHaveBeenSent);
            return send.id();
        }
    }
}
