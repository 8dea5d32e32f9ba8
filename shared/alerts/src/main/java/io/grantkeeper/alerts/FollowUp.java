package io.grantkeeper.alerts;

import io.grantkeeper.answers.Digests;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks, some time after an answer, whether what was wanted has happened. Where "keep" is over, or something is held that
 * was to be reduced or revoked, it is asked again.
 */
final class FollowUp {
    private final AccessStore access;
    private final FindingStore findings;
    private final QuestionStore questions;
    private final EscalationPath path;
    private final Clock clock;

    FollowUp(AccessStore access, FindingStore findings, QuestionStore questions, EscalationPath path, Clock clock) {
        this.access = access;
        this.findings = findings;
        this.questions = questions;
        this.path = path;
        this.clock = clock;
    }

    /** Findings are opened again first, then it is asked again, then it is noted: each may be done twice. */
    void of(TenantId tenant, Question question) {
        Conclusion end = question.conclusion().orElseThrow();
        Optional<IdentityDossier> dossier = access.dossier(tenant, question.identity());
        if (dossier.isPresent() && dossier.get().summary().isPresent() && isWanting(dossier.get(), end)) {
            List<Question> others = questions.of(tenant, question.identity());
            List<String> about = reopened(tenant, question, end, dossier.get(), others);
            boolean asked = others.stream().anyMatch(Question::isWaiting);
            boolean keptLonger = isKeptLonger(question, end, others);
            if (!asked && !keptLonger) {
                askAgain(tenant, question, end, dossier.get(), about);
            }
        }
        questions.save(tenant, question.withNextAt(Optional.empty()));
    }

    private static boolean isWanting(IdentityDossier dossier, Conclusion end) {
        if (!IdentityState.holdsAnything(dossier) || end.answer().isEmpty()) {
            return false;
        }
        return switch (end.answer().get()) {
            case KEEP -> true;
            case REVOKE -> IdentityState.opensAnything(dossier);
            case REDUCE -> IdentityState.of(dossier).equals(end.state());
            case NOT_MINE -> false;
        };
    }

    private List<String> reopened(
            TenantId tenant, Question question, Conclusion end, IdentityDossier dossier, List<Question> others) {
        if (end.answer().equals(Optional.of(Answer.KEEP)) && !isKeptLonger(question, end, others)) {
            Instant over = end.until().orElse(clock.instant());
            dossier.findings().stream()
                    .filter(finding -> finding.status() == FindingStatus.ACCEPTED)
                    .filter(finding -> question.findings().contains(finding.key()))
                    .forEach(finding -> findings.reopen(
                            tenant, finding, over, dossier.summary().flatMap(IdentitySummary::owner)));
        }
        return findings.openOf(tenant, question.identity()).stream()
                .map(Finding::key)
                .filter(question.findings()::contains)
                .toList();
    }

    private boolean isKeptLonger(Question question, Conclusion end, List<Question> others) {
        return end.answer().equals(Optional.of(Answer.KEEP))
                && others.stream()
                        .filter(other -> !other.id().equals(question.id()))
                        .flatMap(other -> other.conclusion().stream())
                        .anyMatch(other -> other.answer().equals(Optional.of(Answer.KEEP))
                                && other.until()
                                        .filter(clock.instant()::isBefore)
                                        .isPresent());
    }

    private void askAgain(
            TenantId tenant, Question question, Conclusion end, IdentityDossier dossier, List<String> about) {
        Instant now = clock.instant();
        List<String> why = Wording.again(end);
        Asked first = end.by()
                .flatMap(question::asked)
                .filter(person -> person.as() != AskedAs.SECURITY_TEAM)
                .flatMap(person -> path.named(tenant, person.email(), person.name()))
                .map(person -> Asked.planned(person.name(), person.email(), AskedAs.OWNER, why, now))
                .orElseGet(() -> {
                    Asked found = path.first(tenant, dossier.summary().orElseThrow());
                    return Asked.planned(found.name(), found.email(), found.as(), why, now);
                });
        Question again = Question.about(
                        Digests.of("again", question.id()),
                        question.identity(),
                        about,
                        Optional.empty(),
                        IdentityState.of(dossier),
                        first,
                        now)
                .withNextAt(Optional.of(now));
        questions.open(tenant, again);
    }
}
