package io.grantkeeper.owners.answers;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.owners.OfflineProviderSession;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An app to which Dana granted access to her mail, the finding about the app, and the question that is put to Dana and
 * then to Erin.
 */
final class AnswersFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final IdentityId NOTES = ModelSamples.appId("notes");
    static final String FINDING = "scopes-expanded/1";

    /** Providers that can block every app for everyone. */
    static final AnswerProviders PROVIDERS = new AnswerProviders() {
        @Override
        public String name(ProviderId provider) {
            return provider.value();
        }

        @Override
        public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
            return app.standing() != ProviderStatus.SUSPENDED;
        }
    };

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryApprovalOfRecordStore approvals = new InMemoryApprovalOfRecordStore();
    final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    final Map<String, LedgerEntry> told = new LinkedHashMap<>();
    final Set<String> revoked = new TreeSet<>();
    final Set<String> approved = new TreeSet<>();
    /** The names of the apps that are blocked for everyone. */
    final Set<String> blocked = new TreeSet<>();
    /** The decision makers, as passed to the provider. */
    final Set<String> decidedBy = new TreeSet<>();
    /** The number of calls that the provider's rate limit still allows. */
    int room = Integer.MAX_VALUE;

    int calls;
    final List<QuestionRecipient> others = new ArrayList<>();
    final SubmitAnswer give;
    final ApplyAnswer settle;

    AnswersFixture() {
        this(CrashSimulator.never());
    }

    AnswersFixture(CrashSimulator kill) {
        storeInventory();
        QuestionStore failingStore = kill.guard(QuestionStore.class, questions);
        AccessStore reads = access;
        PendingEntryStore entries =
                kill.guard(PendingEntryStore.class, (_, entry) -> told.putIfAbsent(entry.id(), entry) == null);
        RevocationStore records = kill.guard(RevocationStore.class, revocations);
        Revoker revoker = kill.guard(Revoker.class, new Provider());
        RevokerProvider revokers = (_, _) -> Optional.of(new RevokeAccess(
                revoker,
                OfflineProviderSession.ofGoogle(TENANT, clock),
                records,
                CompleteListingCheck.UNKNOWN,
                clock,
                RateLimitWait.NONE));
        OwnerReassignment people = new OwnerReassignment() {
            @Override
            public Optional<QuestionRecipient> next(TenantId tenant, OwnerQuestion question) {
                return others.stream()
                        .filter(other -> question.asked(other.email()).isEmpty())
                        .findFirst();
            }

            @Override
            public Optional<QuestionRecipient> byEmail(TenantId tenant, String email, String byName) {
                return email.endsWith("@acme.example")
                        ? Optional.of(QuestionRecipient.planned(
                                "Named", email, RecipientRole.OWNER, List.of(), clock.instant()))
                        : Optional.empty();
            }

            @Override
            public QuestionRecipient securityTeam(String why) {
                return QuestionRecipient.planned(
                        "Security",
                        "security@acme.example",
                        RecipientRole.SECURITY_TEAM,
                        List.of(why),
                        clock.instant());
            }

            @Override
            public List<Suggestion> suggestions(TenantId tenant, OwnerQuestion question) {
                return List.of();
            }
        };
        give = new SubmitAnswer(failingStore, reads, people, AnswerTimeouts.standard(), clock);
        settle = new ApplyAnswer(
                failingStore,
                kill.guard(FindingStore.class, findings),
                reads,
                new AnswerRecorder(entries, new InMemorySaltStore()),
                new RecordApproval(
                        new RecordedApprovalOfRecordStore(
                                kill.guard(ApprovalOfRecordStore.class, approvals), entries, new InMemorySaltStore()),
                        reads,
                        new InMemoryIdentityAliasStore(),
                        kill.guard(FindingStore.class, findings),
                        clock),
                revokers,
                AnswerTimeouts.standard(),
                PROVIDERS,
                clock);
    }

    private void storeInventory() {
        access.apply(
                TENANT,
                ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notes", DANA, "mail.read", "mail.send")));
        IdentitySummary summary = ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
        access.saveSummary(TENANT, summary);
        findings.open(TENANT, ModelSamples.finding(NOTES, FINDING, Severity.HIGH), Optional.of(DANA));
    }

    /** Gives the app more access than it had when Dana was asked. */
    void expandAccess() {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.minute(5), ModelSamples.granted("notes", ERIN, "mail.read", "files.read")));
    }

    /** Gives the app a second grant, for Erin's mail. */
    void addSecondGrant() {
        access.apply(TENANT, ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notes", ERIN, "mail.read")));
    }

    /** Runs a listing that no longer contains the revoked access. */
    void runListing() {
        access.remove(
                TENANT, revoked.stream().map(key -> RowKey.grant(NOTES, key)).toList(), clock.instant());
    }

    String state() {
        return IdentityStateDigest.of(access.identityRecord(TENANT, NOTES).orElseThrow());
    }

    OwnerQuestion ask(String id, Optional<String> campaign) {
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana", "dana@acme.example", RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                .withChannel("slack", "U1")
                .notified(ModelSamples.NOON);
        questions.open(
                TENANT, OwnerQuestion.about(id, NOTES, List.of(FINDING), campaign, state(), dana, ModelSamples.NOON));
        return questions.find(TENANT, id).orElseThrow();
    }

    /** Returns Erin as a recipient in the role of backup owner. */
    QuestionRecipient erin() {
        return QuestionRecipient.planned("Erin", "erin@acme.example", RecipientRole.BACKUP, List.of(), clock.instant());
    }

    OwnerQuestion question(String id) {
        return questions.find(TENANT, id).orElseThrow();
    }

    private final class Provider implements Revoker {
        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
            return new RevocationPlan.Automatic(
                    List.of("DELETE /grants/" + part(target)), List.of("It can no longer read mail."), false);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target, String by) throws ConnectorException {
            decidedBy.add(by);
            revoke(session, target);
        }

        @Override
        public RevocationPlan planBlock(ProviderSession session, NonHumanIdentity app, List<Grant> grants) {
            return new RevocationPlan.Automatic(
                    List.of("POST /block/" + app.displayName().text()), List.of("Nobody can use it."), true);
        }

        @Override
        public void block(ProviderSession session, NonHumanIdentity app, List<Grant> grants) throws ConnectorException {
            calls++;
            if (room-- <= 0) {
                throw new ConnectorException(new RateLimited(Duration.ofMinutes(1), "blocks"));
            }
            blocked.add(app.displayName().text());
        }

        @Override
        public RevocationPlan planApproval(ProviderSession session, RevocationTarget request) {
            return new RevocationPlan.Automatic(
                    List.of("POST /requests/" + part(request)), List.of("It can read mail."), false);
        }

        @Override
        public void approve(ProviderSession session, RevocationTarget request, String by) {
            approved.add(part(request));
            decidedBy.add(by);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
            calls++;
            if (room-- <= 0) {
                throw new ConnectorException(new RateLimited(Duration.ofMinutes(1), "removals"));
            }
            revoked.add(part(target));
        }

        private static String part(RevocationTarget target) {
            return switch (target) {
                case RevocationTarget.GrantTarget(var _, var grant) -> grant.key();
                case RevocationTarget.CredentialTarget(var _, var credential) -> credential.key();
            };
        }
    }
}
