package io.grantkeeper.owners.alerts;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.LeavingOwnerFindings;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.owners.answers.OwnerReassignment;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests whom Grantkeeper asks, and whom it suggests. */
class EscalationPathTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final PersonId MAX = new PersonId(ModelSamples.ACME, "max");
    private static final AlertRecipient TEAM = new AlertRecipient("Security", "security@acme.example", List.of());

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final EscalationPath path = new EscalationPath(access, findings, TEAM, new ManualClock(NOON));

    @BeforeEach
    void storeDanaErinAndTheirManager() {
        person(DANA, Optional.of(MAX));
        person(ERIN, Optional.empty());
        person(MAX, Optional.empty());
        access.apply(TENANT, ModelSamples.batch(NOON, ModelSamples.granted("notes", DANA, "mail.read")));
        IdentitySummary like = ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty());
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        like.id(),
                        like.provider(),
                        like.form(),
                        like.displayName().text(),
                        like.status(),
                        like.severity(),
                        like.ai(),
                        like.product(),
                        like.recognition(),
                        like.reaches(),
                        List.of(
                                new OwnerCandidate(DANA, List.of("installed it on 2026-05-03")),
                                new OwnerCandidate(ERIN, List.of("uses it"))),
                        like.lastUsed(),
                        like.nextExpiry(),
                        like.firstSeen(),
                        like.changedAt(),
                        0));
    }

    private void person(PersonId id, Optional<PersonId> manager) {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        NOON,
                        new AccessObservation.PersonObserved(Person.of(
                                        id,
                                        id.externalId(),
                                        KnownOrUnknown.known(ModelSamples.email(id)),
                                        EmploymentStatus.ACTIVE)
                                .withManager(manager.map(KnownOrUnknown::known).orElseGet(KnownOrUnknown::unknown)))));
    }

    private static OwnerQuestion askedDana(String finding) {
        return OwnerQuestion.about(
                "q",
                NOTES,
                List.of(finding),
                Optional.empty(),
                "state",
                QuestionRecipient.planned("dana", ModelSamples.email(DANA), RecipientRole.OWNER, List.of(), NOON),
                NOON);
    }

    @Test
    void notifiesOnlyManagerAndSecurityTeamOfLastDay() {
        AlertRecipientResolver resolver = new AlertRecipientResolver(access, TEAM);
        IdentitySummary notes = access.outline(TENANT, NOTES)
                .flatMap(outline -> outline.summary())
                .orElseThrow();
        assertThat(resolver.chain(
                                TENANT,
                                notes,
                                Optional.empty(),
                                List.of(LeavingOwnerFindings.key(DANA, LocalDate.parse("2026-12-04"))))
                        .map(candidate -> candidate.recipient().email()))
                .containsExactly(ModelSamples.email(MAX), TEAM.email());
    }

    @Test
    void suggestsOwnerCandidatesAndManagersExceptPeopleAlreadyAsked() {
        assertThat(path.suggestions(TENANT, askedDana("f")))
                .containsExactly(
                        new OwnerReassignment.Suggestion("erin", ModelSamples.email(ERIN), List.of("uses it")),
                        new OwnerReassignment.Suggestion("max", ModelSamples.email(MAX), List.of("manages dana")));
    }

    @Test
    void asksSomeoneElseIfAgentActsForOwner() {
        String key = AccessRequestFindings.key("r1");
        Finding request = new Finding(
                key,
                NOTES,
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access: send mail",
                List.of(),
                List.of(),
                List.of(),
                "Allow it or deny it.",
                KnownOrUnknown.unknown(),
                List.of(DANA),
                NOON,
                Optional.empty(),
                Optional.empty());
        var _ = findings.open(TENANT, request, Optional.of(DANA));
        IdentitySummary notes =
                access.outline(TENANT, NOTES).orElseThrow().summary().orElseThrow();
        Map<AlertRecipient, List<Finding>> routed =
                new AlertRecipientResolver(access, TEAM).route(TENANT, notes, List.of(request));
        assertThat(routed.keySet()).extracting(AlertRecipient::email).containsExactly(ModelSamples.email(ERIN));
    }
}
