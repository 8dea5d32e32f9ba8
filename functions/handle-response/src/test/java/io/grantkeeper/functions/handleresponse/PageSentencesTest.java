package io.grantkeeper.functions.handleresponse;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.OwnerReassignment;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.AccessApproval.State;
import io.grantkeeper.policy.store.ApprovalRequester;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests that every sentence on a page states only facts from the stored row that the sentence is about. */
class PageSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final String EMAIL = "dana@acme.example";

    /** Everything that a page about a question can state. */
    private record Question(
            String appName,
            IdentitySummary summary,
            List<Finding> findings,
            QuestionRecipient person,
            QuestionRecipient next,
            Optional<QuestionOutcome> end,
            ReviewCampaign campaign,
            OwnerAnswer answer,
            int apps) {
        Question ended(QuestionOutcome outcome) {
            return new Question(appName, summary, findings, person, next, Optional.of(outcome), campaign, answer, apps);
        }

        Question answering(OwnerAnswer other) {
            return new Question(appName, summary, findings, person, next, end, campaign, other, apps);
        }

        Question with(IdentitySummary other, List<Finding> otherFindings, int otherApps) {
            return new Question(appName, other, otherFindings, person, next, end, campaign, answer, otherApps);
        }

        Question in(ReviewCampaign other) {
            return new Question(appName, summary, findings, person, next, end, other, answer, apps);
        }

        Question passedOn() {
            return new Question(appName, summary, findings, person.passed(NOON), next, end, campaign, answer, apps);
        }
    }

    private record Request(AccessApproval approval, QuestionRecipient person) {}

    /** The stores that contain one row, and the pages that show it. */
    private static final class Site {
        private final ManualClock clock = new ManualClock(NOON);
        private final InMemoryFindingStore findings = new InMemoryFindingStore();
        private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
        private final InMemoryQuestionStore questions = new InMemoryQuestionStore();
        private final InMemoryCampaignStore campaigns = new InMemoryCampaignStore();
        private final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
        private final InMemoryPolicyStore policies = new InMemoryPolicyStore();
        private final InMemorySweepStore sweeps = new InMemorySweepStore();
        private final AnswerLinkFactory links = new AnswerLinkFactory(
                URI.create("https://grantkeeper.acme.example"),
                new TicketSigner(() -> List.of(Secret.of("a test key that protects nothing at all"))),
                Duration.ofDays(30));
        /** The results of carrying out an answer. */
        private List<String> results = List.of();

        private final SharedPageText words =
                new SharedPageText(provider -> "the product " + provider, AnswerTimeouts.standard());

        private PageAnswerExecutor actions() {
            AnswerExecutor executor = new AnswerExecutor() {
                @Override
                public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
                    return new RevocationPreview(List.of("something is revoked"), List.of());
                }

                @Override
                public List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer) {
                    OwnerQuestion ended = questions.find(tenant, question).orElseThrow();
                    ended.conclusion()
                            .ifPresent(end -> questions.save(
                                    tenant, ended.concluded(end.settled(NOON, results), Optional.empty())));
                    return results;
                }
            };
            return new PageAnswerExecutor(executor, questions, new InMemoryWorkQueue<>(clock));
        }

        private AnswerPages answerPages(QuestionRecipient next) {
            return new AnswerPages(links, submit(next), actions(), requestPages(), sweeps, words, clock);
        }

        private AccessRequestPages requestPages() {
            return new AccessRequestPages(
                    new AnswerAccessRequest(
                            questions, approvals, new AnswerAccessRequests(approvals, policies, findings, clock)),
                    clock);
        }

        private ReviewPages reviewPages(QuestionRecipient next) {
            return new ReviewPages(links, submit(next), actions(), campaigns, questions, access, sweeps, words, clock);
        }

        private SubmitAnswer submit(QuestionRecipient next) {
            OwnerReassignment people = new OwnerReassignment() {
                @Override
                public QuestionRecipient securityTeam(String why) {
                    return next;
                }

                @Override
                public Optional<QuestionRecipient> next(TenantId tenant, OwnerQuestion question) {
                    return Optional.of(next);
                }

                @Override
                public Optional<QuestionRecipient> byEmail(TenantId tenant, String email, String byName) {
                    return Optional.of(next);
                }

                @Override
                public List<Suggestion> suggestions(TenantId tenant, OwnerQuestion question) {
                    return List.of(new Suggestion(next.name(), next.email(), List.of("installed it")));
                }
            };
            return new SubmitAnswer(questions, access, people, AnswerTimeouts.standard(), clock);
        }

        private void store(Question row) {
            results = row.summary().reaches();
            campaigns.open(TENANT, row.campaign());
            for (int i = 0; i < row.apps(); i++) {
                IdentityId id = i == 0 ? NOTES : ModelSamples.appId("notes" + i);
                NonHumanIdentity app = NonHumanIdentity.of(id, ModelSamples.GOOGLE, "oauth-client", row.appName());
                access.apply(
                        TENANT,
                        ModelSamples.batch(
                                NOON, new AccessObservation.GrantObserved(app, ModelSamples.grant(DANA, "mail.read"))));
                access.saveSummary(TENANT, summaryOf(row.summary(), id));
                OwnerQuestion question = OwnerQuestion.about(
                        "q" + i,
                        id,
                        row.findings().stream().map(Finding::key).toList(),
                        Optional.of(row.campaign().id()),
                        state(id),
                        row.person(),
                        NOON);
                if (row.person().passedAt().isPresent()) {
                    question = question.withAsked(row.next());
                }
                questions.open(TENANT, question);
                OwnerQuestion stored = questions.find(TENANT, "q" + i).orElseThrow();
                row.end().ifPresent(end -> questions.save(TENANT, stored.concluded(end, Optional.empty())));
            }
            row.findings().forEach(finding -> findings.open(TENANT, finding, Optional.empty()));
        }

        private String state(IdentityId id) {
            return IdentityStateDigest.of(access.identityRecord(TENANT, id).orElseThrow());
        }

        private String ticket(Question row) {
            return links.question(TENANT, "q0", EMAIL, state(NOTES), Optional.of(row.answer()), NOON);
        }
    }

    private static IdentitySummary summaryOf(IdentitySummary like, IdentityId id) {
        return new IdentitySummary(
                        id,
                        like.provider(),
                        like.form(),
                        like.displayName().raw(),
                        like.status(),
                        like.severity(),
                        like.ai(),
                        like.product(),
                        like.recognition(),
                        like.reaches(),
                        like.owners(),
                        like.lastUsed(),
                        like.nextExpiry(),
                        like.firstSeen(),
                        like.changedAt(),
                        0)
                .withZones(like.zones().orElseGet(TreeSet::new));
    }

    private static List<String> texts(HtmlPageResponse page) {
        return List.of(page.response(true, Optional.empty()).getBody());
    }

    private static List<String> shown(Question row) {
        Site site = new Site();
        site.store(row);
        return texts(site.answerPages(row.next()).show(site.ticket(row)));
    }

    private static List<String> offered(Question row) {
        Site site = new Site();
        site.store(row);
        return texts(site.answerPages(row.next())
                .show(site.links.question(TENANT, "q0", EMAIL, site.state(NOTES), Optional.empty(), NOON)));
    }

    private static List<String> answered(Question row) {
        Site site = new Site();
        site.store(row);
        return texts(site.answerPages(row.next()).post(site.ticket(row), HtmlForm.read(new byte[0])));
    }

    private static List<String> review(Question row) {
        Site site = new Site();
        site.store(row);
        return texts(site.reviewPages(row.next())
                .show(site.links.review(TENANT, row.campaign().id(), EMAIL, NOON)));
    }

    private static List<String> reviewed(Question row) {
        Site site = new Site();
        site.store(row);
        String form = "confirmed=yes&a-q0=%s&t-q0=%s"
                .formatted(
                        row.answer().code(),
                        site.links.question(TENANT, "q0", EMAIL, site.state(NOTES), Optional.empty(), NOON));
        return texts(site.reviewPages(row.next())
                .post(
                        site.links.review(TENANT, row.campaign().id(), EMAIL, NOON),
                        HtmlForm.read(form.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> state(AccessApproval request) {
        return List.of(AccessRequestPages.summaryLine(request, NOON));
    }

    private static List<String> requested(Request row) {
        Site site = new Site();
        site.store(question(AiVerdict.YES, OwnerAnswer.KEEP));
        site.approvals.save(TENANT, row.approval());
        site.findings.open(
                TENANT,
                ModelSamples.accessRequest(
                        NOTES,
                        AccessRequestFindings.key(row.approval().id()),
                        row.approval().sentence()),
                Optional.empty());
        site.questions.open(
                TENANT,
                OwnerQuestion.about(
                        "r",
                        NOTES,
                        List.of(AccessRequestFindings.key(row.approval().id())),
                        Optional.empty(),
                        site.state(NOTES),
                        row.person(),
                        NOON));
        return texts(site.answerPages(row.person())
                .show(site.links.request(
                        TENANT, AnswerTicket.Purpose.ALLOW, "r", row.approval().id(), EMAIL, NOON)));
    }

    private static AccessApproval approval(State state, boolean expired) {
        Instant end = NOON.plus(Duration.ofHours(4));
        return new AccessApproval(
                "request-1",
                "sha256:binding",
                PolicySet.ofStored(new InMemoryPolicyStore().all(TENANT)).version(),
                "notes asks to send mail inbox",
                NOTES.toString(),
                Optional.of("gateway"),
                Optional.of(new ApprovalRequester("notes", Optional.empty(), List.of("gateway", "notes"))),
                expired ? NOON.minus(Duration.ofDays(2)) : NOON,
                expired ? NOON.minus(Duration.ofDays(1)) : end,
                Duration.ofMinutes(90),
                state,
                state == State.PENDING ? Optional.empty() : Optional.of(EMAIL),
                state == State.PENDING ? Optional.empty() : Optional.of(NOON),
                state == State.APPROVED ? Optional.of(NOON) : Optional.empty(),
                state == State.APPROVED ? Optional.of(end) : Optional.empty(),
                List.of("mail-needs-approval"),
                0);
    }

    private static QuestionRecipient person(String name, String email) {
        return QuestionRecipient.planned(name, email, RecipientRole.OWNER, List.of(), NOON)
                .withChannel("email", email)
                .notified(NOON);
    }

    private static IdentitySummary summary(AiVerdict ai, Timestamp lastUsed, Timestamp expiry, Severity severity) {
        IdentitySummary like = ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, severity, Optional.of(DANA));
        return new IdentitySummary(
                NOTES,
                like.provider(),
                like.form(),
                "Notes",
                IdentityStatus.ACTIVE,
                severity,
                ai,
                Optional.empty(),
                List.of(),
                like.reaches(),
                like.owners(),
                lastUsed,
                expiry,
                NOON,
                NOON,
                0);
    }

    private static Question question(AiVerdict ai, OwnerAnswer answer) {
        return new Question(
                "Notes",
                summary(ai, Timestamp.at(NOON), Timestamp.at(NOON.plus(Duration.ofDays(20))), Severity.HIGH),
                List.of(
                        ModelSamples.finding(NOTES, "f1", Severity.HIGH),
                        ModelSamples.finding(NOTES, "f2", Severity.HIGH)
                                .withBasis(StatementBasis.of(
                                        Certainty.OBSERVED,
                                        List.of(StatementSource.ofRow(
                                                RowType.GRANT, Optional.empty(), Optional.of(NOON)))))),
                person("Dana", EMAIL),
                person("Erin", "erin@acme.example"),
                Optional.empty(),
                campaign(ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE),
                answer,
                1);
    }

    private static ReviewCampaign campaign(ReviewCampaign.Unanswered unanswered) {
        return ModelSamples.campaign(unanswered, Optional.of(NOON.plus(Duration.ofDays(21))));
    }

    private static QuestionOutcome kept() {
        return QuestionOutcome.answered(OwnerAnswer.KEEP, EMAIL, "email", NOON, Optional.empty(), "state");
    }

    @Test
    void stateOnlyFactsOfTheirRows() {
        Question keep = question(AiVerdict.YES, OwnerAnswer.KEEP);
        IdentitySummary quiet = summary(AiVerdict.NO, Timestamp.at(NOON), Timestamp.unknown(), Severity.LOW);
        QuestionOutcome unanswered = QuestionOutcome.unanswered(Optional.empty(), NOON, "state");
        SentenceReview sentences = new SentenceReview(SentenceTemplates.in(Path.of("src/main/java")))
                .without(
                        "default-src 'none'; style-src '…'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                        "a header")
                .without(
                        "… asks you through Grantkeeper. Questions? Write to ", "the sender, which SenderContact names")
                .without("label for=…", "markup")
                .without(
                        "If you answer today, the approval ends on ….",
                        "the date comes from the clock and the setting; AnswerPromisesTest checks it")
                .without("Nothing was changed: ….", "a reply in Slack, which HandleResponseTest checks")
                .without(
                        "Its access has changed since this message was written, so your answer was not saved. Review its current access and decide: …",
                        "a reply in Slack, which HandleResponseTest checks")
                .without(
                        "It has already been answered with \"…\". Nothing was changed.",
                        "a reply in Slack, which HandleResponseTest checks");
        for (OwnerAnswer answer : OwnerAnswer.values()) {
            sentences.scene("page to " + answer, keep.answering(answer), PageSentencesTest::shown);
        }
        sentences
                .scene("page that offers all answers", keep, PageSentencesTest::offered)
                .scene(
                        "on a path",
                        keep.with(
                                keep.summary().withZones(new TreeSet<>(Set.of("tier-zero", "finance-mail"))),
                                List.of(),
                                1),
                        PageSentencesTest::review)
                .scene("answered", keep, PageSentencesTest::answered)
                .scene("not mine", keep.answering(OwnerAnswer.NOT_MINE), PageSentencesTest::answered)
                .scene("answered before", keep.ended(kept()), PageSentencesTest::shown)
                .scene("unanswered", keep.ended(unanswered), PageSentencesTest::shown)
                .scene("review", keep, PageSentencesTest::review)
                .scene("review of several", keep.with(quiet, List.of(), 3), PageSentencesTest::review)
                .scene("reviewed", keep, PageSentencesTest::reviewed)
                .scene("passed on in a review", keep.answering(OwnerAnswer.NOT_MINE), PageSentencesTest::reviewed)
                .scene("passed on before", keep.passedOn(), PageSentencesTest::review)
                .scene("flagged", keep.in(campaign(ReviewCampaign.Unanswered.FLAG)), PageSentencesTest::review)
                .scene("concluded", keep.ended(kept()), PageSentencesTest::review)
                .scene(
                        "access request",
                        new Request(approval(State.PENDING, false), person("Dana", EMAIL)),
                        PageSentencesTest::requested);
        for (State state : State.values()) {
            sentences.scene("request " + state, approval(state, false), PageSentencesTest::state);
        }

        sentences.scene("expired request", approval(State.PENDING, true), PageSentencesTest::state);

        assertThat(sentences.problems()).isEmpty();
    }
}
