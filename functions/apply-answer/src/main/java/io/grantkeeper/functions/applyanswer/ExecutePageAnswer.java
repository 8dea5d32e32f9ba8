package io.grantkeeper.functions.applyanswer;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.RevocationScope;
import io.grantkeeper.owners.answers.RevokerProvider;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the requests that come from pages, in the function that has the required credentials. The caller is
 * exposed to the internet, so its data is not trusted: the question, the recorded answer and the access of the identity
 * that the question is about are read again.
 */
final class ExecutePageAnswer implements AnswerExecutor {
    private final QuestionStore questions;
    private final AccessStore access;
    private final RevokerProvider revokers;
    private final CarryOutAnswer carryOut;

    ExecutePageAnswer(QuestionStore questions, AccessStore access, RevokerProvider revokers, CarryOutAnswer carryOut) {
        this.questions = questions;
        this.access = access;
        this.revokers = revokers;
        this.carryOut = carryOut;
    }

    @Override
    public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
        OwnerQuestion asked = requireQuestion(tenant, question);
        return access.identityRecord(tenant, asked.identity())
                .map(identityRecord -> RevocationScope.plan(revokers, tenant, identityRecord, answer, asked.findings())
                        .preview(identityRecord))
                .orElseGet(() -> new RevocationPreview(List.of(), List.of()));
    }

    @Override
    public List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer) {
        if (!isRecorded(requireQuestion(tenant, question), answer)) {
            throw new IllegalArgumentException(
                    "'%s' was not answered with '%s'; record the answer before carrying it out"
                            .formatted(question, answer.code()));
        }
        return carryOut.carryOut(new AnswerWork(tenant, question, Optional.empty()))
                .flatMap(OwnerQuestion::conclusion)
                .map(QuestionOutcome::results)
                .orElse(List.of());
    }

    private OwnerQuestion requireQuestion(TenantId tenant, String question) {
        return questions
                .find(tenant, question)
                .orElseThrow(() -> new IllegalArgumentException("question '%s' does not exist".formatted(question)));
    }

    private static boolean isRecorded(OwnerQuestion question, OwnerAnswer answer) {
        return answer.passesOn()
                ? question.asked().stream().map(QuestionRecipient::passedAt).anyMatch(Optional::isPresent)
                : question.conclusion().flatMap(QuestionOutcome::answer).equals(Optional.of(answer));
    }
}
