package io.grantkeeper.owners.answers;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.owners.OfflineProviderSession;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.reviews.ReviewScope;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplate;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that every sentence about answers, reviews and revocations states only facts from the rows on which it is
 * based.
 */
class AnswerSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final Path SOURCES = Path.of("src/main/java/io/grantkeeper/owners");

    private record Recommended(IdentitySummary identity, List<Finding> open, Instant now) {}

    private record Held(IdentityRecord identityRecord) {}

    private record Planned(
            List<String> calls, List<String> consequences, boolean reversible, String reason, String problem) {}

    private enum Response {
        DONE,
        FAILED,
        THROTTLED,
        BY_HAND
    }

    private record Removal(Response response, String detail, Duration retryAfter, List<String> people, Instant until) {}

    private record Lost(String name, List<String> people, List<String> keys, boolean everyone, Set<String> only) {}

    /**
     * A question that is settled.
     *
     * @param refused when the company refused the identity; empty if it did not
     */
    private record Settled(
            IdentitySummary summary, QuestionOutcome end, Optional<String> campaign, Optional<Instant> refused) {
        Settled(IdentitySummary summary, QuestionOutcome end, Optional<String> campaign) {
            this(summary, end, campaign, Optional.empty());
        }
    }

    private record Scope(String text) {}

    private static List<String> recommended(Recommended row) {
        return List.of(
                AnswerRecommendation.of(row.identity(), row.open(), row.now()).reason());
    }

    private static List<String> reduced(Held row) {
        return RevocationScope.plan(
                        (_, _) -> Optional.empty(), TENANT, row.identityRecord(), OwnerAnswer.REDUCE, List.of())
                .advice();
    }

    private static List<String> previewed(Planned row) {
        RevocationPreview preview = new RevocationScope(
                        Optional.empty(),
                        List.of(
                                new RevocationStep.Planned(
                                        List.of(),
                                        new RevocationPlan.Automatic(
                                                row.calls(), row.consequences(), row.reversible())),
                                new RevocationStep.Planned(
                                        List.of(), new RevocationPlan.Manual(row.reason(), List.of())),
                                new RevocationStep.Unplannable(
                                        NOTES, List.of(), new ConnectorProblem.Unavailable(row.problem()))),
                        List.of())
                .preview(holding(Optional.empty()).identityRecord());
        return Stream.concat(preview.summary().stream(), preview.details().stream())
                .toList();
    }

    private static List<String> lost(Lost row) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        NonHumanIdentity app = NonHumanIdentity.of(NOTES, ModelSamples.GOOGLE, "oauth-client", row.name());
        row.people().forEach(person -> {
            Grant grant = ModelSamples.grant(new PersonId(ModelSamples.ACME, person), "mail.read");
            access.apply(TENANT, ModelSamples.batch(NOON, new AccessObservation.GrantObserved(app, grant)));
        });
        row.keys()
                .forEach(key -> access.apply(
                        TENANT,
                        ModelSamples.batch(
                                NOON, new AccessObservation.CredentialObserved(app, ModelSamples.key(key)))));
        if (row.everyone()) {
            Grant grant = Grant.of(
                    "all", new GrantSubject.WholeTenant(), "google", PermissionKind.DELEGATED, List.of("mail.read"));
            access.apply(TENANT, ModelSamples.batch(NOON, new AccessObservation.GrantObserved(app, grant)));
        }
        IdentityRecord held = access.identityRecord(TENANT, NOTES).orElseThrow();
        RevokeAccess revoke = revoking(new Removal(Response.DONE, "", Duration.ZERO, List.of(), NOON));
        List<RevocationStep> steps = revoke.plan(held, row.only());
        return RevocationPreview.of(held, steps, List.of()).summary();
    }

    /** The effect of blocking an app for everyone. */
    private record Blocked(String name, boolean reversible, String reason, boolean byHand) {}

    private record Asks(String name) {}

    private static List<String> asksToBlock(Asks row) {
        AnswersFixture here = new AnswersFixture();
        QuestionRecipient person =
                QuestionRecipient.planned(row.name(), "dana@acme.example", RecipientRole.OWNER, List.of(), NOON);
        here.questions.open(
                TENANT, OwnerQuestion.about("q", NOTES, List.of(), Optional.empty(), here.state(), person, NOON));
        here.give.submit(
                TENANT, "q", _ -> true, SubmitAnswer.Submission.of(OwnerAnswer.ASK_TO_BLOCK, here.state(), "email"));
        return here.question("q").current().why();
    }

    private static List<String> blocked(Blocked row) {
        NonHumanIdentity app = NonHumanIdentity.of(NOTES, ModelSamples.GOOGLE, "oauth-client", row.name());
        RevocationPlan plan = row.byHand()
                ? new RevocationPlan.Manual(row.reason(), List.of())
                : new RevocationPlan.Automatic(List.of(), List.of(), row.reversible());
        RevocationPreview preview = RevocationPreview.of(
                holding(Optional.empty()).identityRecord(),
                List.of(new RevocationStep.Block(app, List.of(), plan)),
                List.of());
        return Stream.concat(preview.summary().stream(), preview.details().stream())
                .toList();
    }

    private static List<String> notApproved(Removal row) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        access.apply(
                TENANT,
                ModelSamples.batch(
                        NOON,
                        new AccessObservation.GrantObserved(
                                ModelSamples.app("notes"),
                                ModelSamples.grant(DANA, "mail.read").withStanding(ProviderStatus.REQUESTED))));
        return RevocationScope.plan(
                        (_, _) -> Optional.of(revoking(row)),
                        TENANT,
                        access.identityRecord(TENANT, NOTES).orElseThrow(),
                        OwnerAnswer.APPROVE_REQUEST,
                        List.of())
                .approve("dana@acme.example")
                .results();
    }

    private static List<String> removed(Removal row) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        row.people()
                .forEach(person -> access.apply(
                        TENANT,
                        ModelSamples.batch(
                                NOON,
                                ModelSamples.granted("notes", new PersonId(ModelSamples.ACME, person), "mail.read"))));
        IdentityRecord held = access.identityRecord(TENANT, NOTES).orElseThrow();
        return RevocationScope.plan((_, _) -> Optional.of(revoking(row)), TENANT, held, OwnerAnswer.REVOKE, List.of())
                .carryOut(TENANT, held, new RevocationRequest("dana@acme.example", NOON), Optional.of(row.until()))
                .results();
    }

    private static RevokeAccess revoking(Removal row) {
        ManualClock clock = new ManualClock(NOON);
        Revoker revoker = new Revoker() {
            @Override
            public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
                return row.response() == Response.BY_HAND
                        ? new RevocationPlan.Manual(row.detail(), List.of(row.detail()))
                        : new RevocationPlan.Automatic(List.of("DELETE /grants"), List.of(), false);
            }

            @Override
            public RevocationPlan planApproval(ProviderSession session, RevocationTarget request) {
                return new RevocationPlan.Automatic(List.of("POST /requests"), List.of(), false);
            }

            @Override
            public void approve(ProviderSession session, RevocationTarget request, String by)
                    throws ConnectorException {
                throw new ConnectorException(new ConnectorProblem.UnexpectedResponse(row.detail()));
            }

            @Override
            public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
                switch (row.response()) {
                    case DONE, BY_HAND -> {}
                    case FAILED -> throw new ConnectorException(new ConnectorProblem.UnexpectedResponse(row.detail()));
                    case THROTTLED ->
                        throw new ConnectorException(new ConnectorProblem.RateLimited(row.retryAfter(), row.detail()));
                }
            }
        };
        return new RevokeAccess(
                revoker,
                OfflineProviderSession.ofGoogle(TENANT, clock),
                new InMemoryRevocationStore(),
                CompleteListingCheck.UNKNOWN,
                clock,
                RateLimitWait.NONE);
    }

    private static List<String> settled(Settled row) {
        InMemoryFindingStore findings = new InMemoryFindingStore();
        InMemoryAccessStore access = new InMemoryAccessStore(findings);
        InMemoryQuestionStore questions = new InMemoryQuestionStore();
        access.apply(TENANT, ModelSamples.batch(NOON, ModelSamples.granted("notes", DANA, "mail.read")));
        access.saveSummary(TENANT, row.summary());
        QuestionRecipient dana =
                QuestionRecipient.planned("Dana", "dana@acme.example", RecipientRole.OWNER, List.of(), NOON);
        questions.open(TENANT, OwnerQuestion.about("q", NOTES, List.of("f"), row.campaign(), "state", dana, NOON));
        QuestionOutcome end = row.end();
        String shown =
                IdentityStateDigest.of(access.identityRecord(TENANT, NOTES).orElseThrow());
        QuestionOutcome asShown = new QuestionOutcome(
                end.type(),
                end.answer(),
                end.by(),
                end.through(),
                end.at(),
                end.until(),
                shown,
                end.settledAt(),
                end.results());
        questions.save(TENANT, questions.find(TENANT, "q").orElseThrow().concluded(asShown, Optional.of(NOON)));
        InMemoryApprovalOfRecordStore approvals = new InMemoryApprovalOfRecordStore();
        row.refused()
                .ifPresent(at -> approvals.save(
                        TENANT,
                        ApprovalOfRecord.first(new ApprovalSubject.OneIdentity(NOTES), at)
                                .decided(
                                        ApprovalDecision.of(
                                                ApprovalState.REFUSED,
                                                "erin",
                                                ApprovalDecision.Source.COMMAND_LINE,
                                                at,
                                                "not for customer data"),
                                        Optional.empty(),
                                        ApprovalConditions.none())));
        ManualClock clock = new ManualClock(NOON);
        ApplyAnswer settle = new ApplyAnswer(
                questions,
                findings,
                access,
                new AnswerRecorder((_, _) -> true, new InMemorySaltStore()),
                new RecordApproval(approvals, access, new InMemoryIdentityAliasStore(), findings, clock),
                (_, _) -> Optional.empty(),
                AnswerTimeouts.standard(),
                provider -> "the product " + provider,
                clock);
        List<String> texts = new ArrayList<>();
        settle.settle(TENANT, "q")
                .flatMap(OwnerQuestion::conclusion)
                .ifPresent(settled -> texts.addAll(settled.results()));
        approvals
                .find(TENANT, new ApprovalSubject.OneIdentity(NOTES))
                .ifPresent(approval -> texts.add(approval.current().why()));
        findings.openByIdentity(TENANT, NOTES).forEach(finding -> texts.add(finding.headline()));
        return texts;
    }

    private static IdentitySummary summary(Timestamp lastUsed, Timestamp expiry, Severity severity) {
        return new IdentitySummary(
                NOTES,
                ModelSamples.GOOGLE,
                "oauth-client",
                "Notes",
                IdentityStatus.ACTIVE,
                severity,
                AiVerdict.NO,
                Optional.empty(),
                List.of(),
                List.of("read all mail"),
                List.of(),
                lastUsed,
                expiry,
                NOON,
                NOON,
                0);
    }

    private static IdentitySummary used(int daysAgo, Severity severity) {
        return summary(Timestamp.at(NOON.minus(Duration.ofDays(daysAgo))), Timestamp.unknown(), severity);
    }

    private static Held holding(Optional<UsageReview> review) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        access.apply(TENANT, ModelSamples.batch(NOON, ModelSamples.granted("notes", DANA, "mail.read", "mail-send")));
        IdentitySummary summary = used(1, Severity.LOW);
        access.saveSummary(
                TENANT, review.map(known -> summary.withUse(known, NOON)).orElse(summary));
        return new Held(access.identityRecord(TENANT, NOTES).orElseThrow());
    }

    private static QuestionOutcome kept(Duration length) {
        return QuestionOutcome.answered(
                OwnerAnswer.KEEP, "dana@acme.example", "email", NOON, Optional.of(NOON.plus(length)), "state");
    }

    private static QuestionOutcome unanswered() {
        return QuestionOutcome.unanswered(Optional.empty(), NOON, "state");
    }

    private static Removal removal(Response response) {
        return new Removal(
                response,
                "the provider refused",
                Duration.ofHours(2),
                List.of(DANA.externalId(), ERIN.externalId()),
                NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void sentencesStateOnlyFactsFromTheirRows() {
        List<SentenceTemplate> templates = Stream.of("answers", "reviews", "revocation")
                .flatMap(folder -> SentenceTemplates.in(SOURCES.resolve(folder)).stream())
                .toList();
        UsageReview review = new UsageReview(
                40, List.of("mail.read"), List.of("mail-send"), List.of("send mail"), "It needed to read mail.");
        Timestamp soon = Timestamp.at(NOON.plus(Duration.ofDays(20)));
        SentenceReview sentences = new SentenceReview(templates)
                .without("grant …", "the content of a digest")
                .without("credential …", "the content of a digest")
                .without("review …", "an actor in the ledger")
                .scene(
                        "unused",
                        new Recommended(used(200, Severity.LOW), List.of(), NOON),
                        AnswerSentencesTest::recommended)
                .scene(
                        "used",
                        new Recommended(used(3, Severity.LOW), List.of(), NOON),
                        AnswerSentencesTest::recommended)
                .scene(
                        "used and far-reaching",
                        new Recommended(used(3, Severity.HIGH), List.of(), NOON),
                        AnswerSentencesTest::recommended)
                .scene("reduce", holding(Optional.of(review)), AnswerSentencesTest::reduced)
                .scene(
                        "reduce by permissions that add no ability",
                        holding(Optional.of(new UsageReview(
                                40, List.of("mail.read"), List.of("mail-send"), List.of(), "It needed to read mail."))),
                        AnswerSentencesTest::reduced)
                .scene("reduce without data", holding(Optional.empty()), AnswerSentencesTest::reduced)
                .scene(
                        "preview",
                        new Planned(
                                List.of("DELETE /grants"),
                                List.of("It can no longer read mail."),
                                true,
                                "there is no call",
                                "the provider is down"),
                        AnswerSentencesTest::previewed)
                .scene(
                        "an answer about an identity that was refused",
                        new Settled(
                                used(3, Severity.LOW),
                                kept(Duration.ofDays(60)),
                                Optional.empty(),
                                Optional.of(NOON.minus(Duration.ofDays(5)))),
                        AnswerSentencesTest::settled)
                .scene(
                        "kept",
                        new Settled(
                                summary(Timestamp.unknown(), Timestamp.unknown(), Severity.LOW),
                                kept(Duration.ofDays(90)),
                                Optional.empty()),
                        AnswerSentencesTest::settled)
                .scene(
                        "kept beyond expiry",
                        new Settled(
                                summary(Timestamp.unknown(), soon, Severity.LOW),
                                kept(Duration.ofDays(90)),
                                Optional.empty()),
                        AnswerSentencesTest::settled)
                .scene(
                        "kept in a review",
                        new Settled(
                                summary(Timestamp.unknown(), Timestamp.unknown(), Severity.LOW),
                                kept(Duration.ofDays(90)),
                                Optional.of("agents-1")),
                        AnswerSentencesTest::settled)
                .scene(
                        "unanswered",
                        new Settled(
                                summary(Timestamp.unknown(), soon, Severity.LOW),
                                unanswered(),
                                Optional.of("agents-1")),
                        AnswerSentencesTest::settled)
                .scene(
                        "provider",
                        new Scope("provider:google"),
                        scope -> List.of(ReviewScope.parse(scope.text()).words()))
                .scene(
                        "department",
                        new Scope("department:Sales"),
                        scope -> List.of(ReviewScope.parse(scope.text()).words()));
        List<String> people = List.of("dana", "erin");
        sentences
                .scene(
                        "people lose it",
                        new Lost("Notes", people, List.of(), false, Set.of()),
                        AnswerSentencesTest::lost)
                .scene(
                        "one person loses it",
                        new Lost("Notes", List.of("dana"), List.of(), false, Set.of()),
                        AnswerSentencesTest::lost)
                .scene(
                        "everyone loses it",
                        new Lost("Notes", List.of(), List.of(), true, Set.of()),
                        AnswerSentencesTest::lost)
                .scene(
                        "a part is lost",
                        new Lost("Notes", people, List.of(), false, Set.of("user/dana")),
                        AnswerSentencesTest::lost)
                .scene("someone asks to block it", new Asks("Dana"), AnswerSentencesTest::asksToBlock)
                .scene(
                        "it is blocked and can be allowed again",
                        new Blocked("Notes", true, "", false),
                        AnswerSentencesTest::blocked)
                .scene(
                        "it is blocked and must be installed again",
                        new Blocked("Notes", false, "", false),
                        AnswerSentencesTest::blocked)
                .scene(
                        "a person must block it",
                        new Blocked("Notes", false, "there is no call", true),
                        AnswerSentencesTest::blocked)
                .scene(
                        "a key stops working",
                        new Lost("Notes", List.of(), List.of("k1"), false, Set.of()),
                        AnswerSentencesTest::lost)
                .scene(
                        "keys stop working",
                        new Lost("Notes", List.of(), List.of("k1", "k2"), false, Set.of()),
                        AnswerSentencesTest::lost)
                .scene("not approved", removal(Response.FAILED), AnswerSentencesTest::notApproved);
        for (Response response : Response.values()) {
            sentences.scene("revoke: " + response, removal(response), AnswerSentencesTest::removed);
        }
        sentences.scene(
                "revoke: throttled for too long",
                new Removal(
                        Response.THROTTLED,
                        "the provider refused",
                        Duration.ofDays(3),
                        List.of(DANA.externalId()),
                        NOON.plus(Duration.ofDays(1))),
                AnswerSentencesTest::removed);

        assertThat(sentences.problems()).isEmpty();
    }
}
