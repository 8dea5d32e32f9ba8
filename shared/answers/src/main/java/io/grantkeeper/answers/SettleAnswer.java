package io.grantkeeper.answers;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.revocation.RevocationRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does what follows from how a question ended: tells the ledger, then accepts findings or takes access away, then notes
 * that it is done. Whoever dies in between is followed by the clock, and everything here may be done twice.
 */
public final class SettleAnswer {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final QuestionStore questions;
    private final FindingStore findings;
    private final AccessStore access;
    private final AnswerRecorder ledger;
    private final Revokers revokers;
    private final AnswerSettings settings;
    private final Clock clock;

    public SettleAnswer(
            QuestionStore questions,
            FindingStore findings,
            AccessStore access,
            AnswerRecorder ledger,
            Revokers revokers,
            AnswerSettings settings,
            Clock clock) {
        this.questions = questions;
        this.findings = findings;
        this.access = access;
        this.ledger = ledger;
        this.revokers = revokers;
        this.settings = settings;
        this.clock = clock;
    }

    /** The question as it stands afterwards; empty where there is none of that id. */
    public Optional<Question> settle(TenantId tenant, String id) {
        Optional<Question> question = questions.find(tenant, id);
        question.ifPresent(known -> tellPassed(tenant, known));
        if (question.filter(Question::isUnsettled).isEmpty()) {
            return question;
        }
        Question ended = question.get();
        if (ended.nextAt().filter(clock.instant()::isBefore).isPresent()) {
            return question; // it waits for the provider's limit
        }
        Conclusion end = ended.conclusion().orElseThrow();
        ledger.concluded(tenant, ended, end);
        Removal.Done done = carryOut(tenant, ended, end);
        Question further = done.goesOnAt().isPresent()
                ? ended.concluded(end.goingOn(done.results()), done.goesOnAt())
                : ended.concluded(end.settled(clock.instant(), done.results()), settings.followUp(end));
        try {
            return Optional.of(questions.save(tenant, further));
        } catch (LostRaceException _) {
            return questions.find(tenant, id); // somebody else has done the same
        }
    }

    private void tellPassed(TenantId tenant, Question question) {
        for (Asked person : question.asked()) {
            if (person.toldAt().isPresent() && person.passedAt().isPresent()) {
                ledger.passed(tenant, question, person, person.passedAt().get());
            }
        }
    }

    private Removal.Done carryOut(TenantId tenant, Question question, Conclusion end) {
        if (end.answer().isEmpty()) {
            question.campaign().ifPresent(review -> flag(tenant, question, review, end));
            return said("Nobody answered. It is not approved; nothing was changed.");
        }
        Answer answer = end.answer().get();
        return switch (answer) {
            case KEEP -> said(keep(tenant, question, end));
            case REDUCE, REVOKE -> remove(tenant, question, end, answer);
            case NOT_MINE -> new Removal.Done(List.of(), Optional.empty());
        };
    }

    private static Removal.Done said(String sentence) {
        return new Removal.Done(List.of(sentence), Optional.empty());
    }

    /** A finding outlives the review: it stays open until somebody answers for the identity, or it holds nothing. */
    private void flag(TenantId tenant, Question question, String review, Conclusion end) {
        Optional<IdentitySummary> summary = access.dossier(tenant, question.identity())
                .filter(IdentityState::holdsAnything)
                .flatMap(IdentityDossier::summary);
        if (summary.isEmpty()) {
            return;
        }
        var _ = findings.open(
                tenant,
                new Finding(
                        "unreviewed/" + review,
                        question.identity(),
                        FindingType.UNREVIEWED,
                        Severity.max(Severity.MEDIUM, summary.get().severity()),
                        FindingStatus.OPEN,
                        "was in the review %s, and nobody answered for it".formatted(review),
                        List.of(),
                        summary.get().reaches(),
                        List.of("What nobody answers for is not approved, and it still holds what it held."),
                        "Name somebody who answers for it, or have it revoked.",
                        Knowledge.unknown(),
                        List.of(),
                        end.at(),
                        Optional.empty(),
                        Optional.empty()),
                summary.get().owner());
    }

    private String keep(TenantId tenant, Question question, Conclusion end) {
        Set<String> open = findings.openOf(tenant, question.identity()).stream()
                .map(Finding::key)
                .collect(Collectors.toSet());
        question.findings().stream()
                .filter(open::contains)
                .forEach(key -> findings.accept(tenant, question.identity(), key, end.at()));
        return "It may keep what it holds%s."
                .formatted(
                        end.until().map(until -> " until " + DAY.format(until)).orElse(""));
    }

    private Removal.Done remove(TenantId tenant, Question question, Conclusion end, Answer answer) {
        Optional<IdentityDossier> dossier = access.dossier(tenant, question.identity());
        if (dossier.isEmpty() || !IdentityState.holdsAnything(dossier.get())) {
            return said("It holds nothing any more.");
        }
        String by = end.by()
                .orElseGet(() -> question.campaign()
                        .map(campaign -> "review " + campaign)
                        .orElse("review"));
        RevocationRequest request = new RevocationRequest(by, end.at());
        // That less is left is no change: it is what was wanted, and where a limit is waited for a listing comes in
        // between.
        boolean isAsAnswered =
                IdentityState.withGoneSince(dossier.get(), end.at()).equals(end.state());
        Removal removal = isAsAnswered
                ? Removal.plan(revokers, tenant, dossier.get(), answer)
                : Removal.rest(revokers, tenant, dossier.get(), request);
        // What still waits when somebody looks whether it has happened is asked again, as all that was not done.
        return removal.carryOut(tenant, dossier.get(), request, settings.followUp(end));
    }
}
