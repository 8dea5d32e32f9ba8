package io.grantkeeper.functions.enforce;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be done: {@code {"tenant": "acme"}} from the schedule is a run.
 *
 * @param action {@code run}, {@code status}, {@code stop}, {@code resume} or {@code except}; left out it is a run
 * @param actsADay how much is taken away in a day at most; left out it is 20
 * @param by who wants it; needed to stop, resume and except
 * @param reason in their words; needed to stop, resume and except
 * @param breach its id, for {@code except}
 * @param until when the exception ends, for {@code except}
 */
public record EnforceRequest(
        TenantId tenant,
        Optional<String> action,
        Optional<Integer> actsADay,
        Optional<String> by,
        Optional<String> reason,
        Optional<String> breach,
        Optional<Instant> until) {
    /** What can be asked for. */
    enum Action {
        RUN,
        STATUS,
        STOP,
        RESUME,
        EXCEPT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names the member that is missing or out of bounds. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    EnforceRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        if (actsADay.filter(acts -> acts < 0).isPresent()) {
            throw new IllegalArgumentException("'actsADay' must be at least 0; 0 takes nothing away");
        }
        return this;
    }

    /** @throws IllegalArgumentException naming the actions that there are */
    Action wanted() {
        String code = action.orElse(Action.RUN.code());
        List<String> codes = Arrays.stream(Action.values()).map(Action::code).toList();
        return Arrays.stream(Action.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'action' is none of " + codes));
    }

    String who() {
        return needed("by", by);
    }

    String why() {
        return needed("reason", reason);
    }

    String breachId() {
        return needed("breach", breach);
    }

    Instant end() {
        return needed("until", until);
    }

    private <T> T needed(String member, Optional<T> value) {
        return value.filter(found -> !found.toString().isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the event lacks '%s', which '%s' needs".formatted(member, wanted().code())));
    }
}
