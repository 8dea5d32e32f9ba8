package io.grantkeeper.functions.settleanswer;

import io.grantkeeper.answers.Settling;
import io.grantkeeper.identity.work.SettleCall;
import io.grantkeeper.identity.work.SettleResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the call and has done what it wants. A failure is the caller's to tell: it waits for the answer. */
final class SettleOnCallFunction implements Function<SettleCall, SettleResult> {
    private final Settling settling;

    SettleOnCallFunction(Settling settling) {
        this.settling = settling;
    }

    @Override
    public SettleResult apply(SettleCall call) {
        SettleCall checked = checked(call);
        return new SettleResult(
                switch (checked.wanted()) {
                    case PREVIEW -> settling.preview(checked.tenant(), checked.question(), checked.answer());
                    case CARRY_OUT -> settling.carryOut(checked.tenant(), checked.question(), checked.answer());
                });
    }

    /** What an event lacks is null, whatever the types say. */
    private static SettleCall checked(SettleCall call) {
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
