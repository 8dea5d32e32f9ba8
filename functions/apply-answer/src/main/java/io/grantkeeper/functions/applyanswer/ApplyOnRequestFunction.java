package io.grantkeeper.functions.applyanswer;

import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the request and carries it out. Exceptions are passed on to the caller, which waits for the response. */
final class ApplyOnRequestFunction implements Function<AnswerExecutionRequest, AnswerExecutionResult> {
    private final AnswerExecutor executor;

    ApplyOnRequestFunction(AnswerExecutor executor) {
        this.executor = executor;
    }

    @Override
    public AnswerExecutionResult apply(AnswerExecutionRequest call) {
        AnswerExecutionRequest checked = checked(call);
        return switch (checked.wanted()) {
            case PREVIEW -> {
                RevocationPreview preview = executor.preview(checked.tenant(), checked.question(), checked.answer());
                yield new AnswerExecutionResult(preview.summary(), preview.details());
            }
            case CARRY_OUT ->
                new AnswerExecutionResult(
                        executor.carryOut(checked.tenant(), checked.question(), checked.answer()), List.of());
        };
    }

    /**
     * Returns the request if it is complete; otherwise, throws an exception that names the missing member. A member
     * that the event omits is null, even if its type is non-null.
     */
    private static AnswerExecutionRequest checked(AnswerExecutionRequest call) {
        require("tenant", call.tenant());
        require("question", call.question());
        require("wanted", call.wanted());
        require("answer", call.answer());
        return call;
    }

    private static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "the event lacks '%s'; it must look like {\"tenant\": \"acme\", \"question\": \"5a3e0c1d\", \"wanted\": \"PREVIEW\", \"answer\": \"REVOKE\"}"
                            .formatted(member));
        }
    }
}
