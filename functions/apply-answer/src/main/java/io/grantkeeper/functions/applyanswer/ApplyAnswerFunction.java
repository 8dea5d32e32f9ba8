package io.grantkeeper.functions.applyanswer;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsBatchHandler;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.text.ExternalText;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import java.util.Optional;
import java.util.function.Function;

/**
 * Processes one {@link AnswerWork} per record: carries out the answer or asks the next person, and updates the message
 * in Slack if the answer came from there.
 */
final class ApplyAnswerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private final CarryOutAnswer carryOut;
    private final QuestionStore questions;
    private final AccessStore access;
    private final SlackResponseUrl reply;
    private final SqsBatchHandler<AnswerWork> records;

    ApplyAnswerFunction(
            CarryOutAnswer carryOut,
            QuestionStore questions,
            AccessStore access,
            SlackResponseUrl reply,
            ParkingQueue deadLetters) {
        this.carryOut = carryOut;
        this.questions = questions;
        this.access = access;
        this.reply = reply;
        this.records = new SqsBatchHandler<>("apply-answer", WorkMessageCodec::answerWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }

    private void handle(AnswerWork work) {
        boolean begins = !hasBegun(work);
        Optional<OwnerQuestion> question = carryOut.carryOut(work);
        // If the work takes several invocations, only the first and the last update the message, because Slack accepts
        // only five updates.
        if (question.filter(known -> begins || !known.isUnsettled()).isPresent()
                && work.replyTo().isPresent()) {
            reply.replaceMessage(work.replyTo().get(), replacementText(work, question.get()));
        }
    }

    /** Returns the text that replaces a question's message in Slack once the question is answered. */
    private String replacementText(AnswerWork work, OwnerQuestion question) {
        String name = access.outline(work.tenant(), question.identity())
                .flatMap(IdentityRecord::summary)
                .map(IdentitySummary::displayName)
                .map(ExternalText::text)
                .orElse(question.identity().externalId());
        return question.conclusion()
                .map(end -> "*%s*: %s. %s"
                        .formatted(
                                name,
                                end.answer().map(OwnerAnswer::displayName).orElse("closed"),
                                String.join(" ", end.results())))
                .orElse("*%s*: passed on. %s has been asked instead."
                        .formatted(name, question.current().name()));
    }

    private boolean hasBegun(AnswerWork work) {
        return questions
                .find(work.tenant(), work.question())
                .flatMap(OwnerQuestion::conclusion)
                .filter(end -> !end.results().isEmpty())
                .isPresent();
    }
}
