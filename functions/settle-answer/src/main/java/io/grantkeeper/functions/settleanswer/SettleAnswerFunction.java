package io.grantkeeper.functions.settleanswer;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.alerts.slack.SlackReply;
import io.grantkeeper.functions.runtime.SqsRecords;
import io.grantkeeper.functions.work.WorkFormat;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.DeadLetters;
import java.util.Optional;
import java.util.function.Function;

/** Handles one {@link AnswerWork} a record: carries the answer out, asks the next one, updates the message. */
final class SettleAnswerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private final CarryOut carryOut;
    private final QuestionStore questions;
    private final AccessStore access;
    private final SlackReply reply;
    private final SqsRecords<AnswerWork> records;

    SettleAnswerFunction(
            CarryOut carryOut, QuestionStore questions, AccessStore access, SlackReply reply, DeadLetters deadLetters) {
        this.carryOut = carryOut;
        this.questions = questions;
        this.access = access;
        this.reply = reply;
        this.records = new SqsRecords<>("settle-answer", WorkFormat::answerWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }

    private void handle(AnswerWork work) {
        boolean begins = !hasBegun(work);
        Optional<Question> question = carryOut.carryOut(work);
        // Of what goes on for a while the beginning and the end are told: Slack takes five updates.
        if (question.filter(known -> begins || !known.isUnsettled()).isPresent()
                && work.replyTo().isPresent()) {
            reply.instead(work.replyTo().get(), after(work, question.get()));
        }
    }

    /** What a message becomes once it is answered. */
    private String after(AnswerWork work, Question question) {
        String name = access.outline(work.tenant(), question.identity())
                .flatMap(IdentityDossier::summary)
                .map(IdentitySummary::displayName)
                .orElse(question.identity().externalId());
        return question.conclusion()
                .map(end -> "*%s*: %s. %s"
                        .formatted(
                                name,
                                end.answer().map(Answer::words).orElse("closed"),
                                String.join(" ", end.results())))
                .orElse("*%s*: passed on. %s is asked now."
                        .formatted(name, question.current().name()));
    }

    private boolean hasBegun(AnswerWork work) {
        return questions
                .find(work.tenant(), work.question())
                .flatMap(Question::conclusion)
                .filter(end -> !end.results().isEmpty())
                .isPresent();
    }
}
