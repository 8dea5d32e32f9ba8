package io.grantkeeper.functions.settleanswer;

import io.grantkeeper.identity.work.AnswerSettlementRequest;
import io.grantkeeper.identity.work.AnswerSettlementResult;
import io.grantkeeper.owners.answers.AnswerSettlement;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the request and carries it out. Exceptions are passed on to the caller, which waits for the response. */
final class SettleOnCallFunction implements Function<AnswerSettlementRequest, AnswerSettlementResult> {
    private final AnswerSettlement settlement;

    SettleOnCallFunction(AnswerSettlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public AnswerSettlementResult apply(AnswerSettlementRequest call) {
        AnswerSettlementRequest checked = checked(call);
        return switch (checked.wanted()) {
            case PREVIEW -> {
                RevocationPreview preview = settlement.preview(checked.tenant(), checked.question(), checked.answer());
                yield new AnswerSettlementResult(preview.summary(), preview.details());
            }
            case CARRY_OUT ->
                new AnswerSettlementResult(
                        settlement.carryOut(checked.tenant(), checked.question(), checked.answer()), List.of());
        };
    }

    /** Returns the request if it is complete. A member that the event omits is null, even if its type is non-null. */
    private static AnswerSettlementRequest checked(AnswerSettlementRequest call) {
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
