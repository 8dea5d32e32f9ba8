package io.grantkeeper.functions.settleanswer;

import io.grantkeeper.answers.Removal;
import io.grantkeeper.answers.Revokers;
import io.grantkeeper.answers.Settling;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerWork;
import java.util.List;
import java.util.Optional;

/**
 * What pages ask for, done here where the credentials are. The caller faces the internet, so nothing that it says is
 * believed: the question, what its identity holds and what was answered are read again.
 */
final class SettleOnCall implements Settling {
    private final QuestionStore questions;
    private final AccessStore access;
    private final Revokers revokers;
    private final CarryOut carryOut;

    SettleOnCall(QuestionStore questions, AccessStore access, Revokers revokers, CarryOut carryOut) {
        this.questions = questions;
        this.access = access;
        this.revokers = revokers;
        this.carryOut = carryOut;
    }

    @Override
    public List<String> preview(TenantId tenant, String question, Answer answer) {
        return access.dossier(tenant, known(tenant, question).identity())
                .map(dossier -> Removal.plan(revokers, tenant, dossier, answer).preview())
                .orElse(List.of());
    }

    @Override
    public List<String> carryOut(TenantId tenant, String question, Answer answer) {
        if (!isKept(known(tenant, question), answer)) {
            throw new IllegalArgumentException(
                    "'%s' was not answered with '%s': an answer is kept before it is carried out"
                            .formatted(question, answer.code()));
        }
        return carryOut.carryOut(new AnswerWork(tenant, question, Optional.empty()))
                .flatMap(Question::conclusion)
                .map(Conclusion::results)
                .orElse(List.of());
    }

    private Question known(TenantId tenant, String question) {
        return questions
                .find(tenant, question)
                .orElseThrow(() -> new IllegalArgumentException("there is no question '%s'".formatted(question)));
    }

    private static boolean isKept(Question question, Answer answer) {
        return answer == Answer.NOT_MINE
                ? question.asked().stream().map(Asked::passedAt).anyMatch(Optional::isPresent)
                : question.conclusion().flatMap(Conclusion::answer).equals(Optional.of(answer));
    }
}
