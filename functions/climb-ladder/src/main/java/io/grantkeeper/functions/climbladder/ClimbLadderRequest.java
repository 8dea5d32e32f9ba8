package io.grantkeeper.functions.climbladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.intent.PolicySet.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be done: {@code {"tenant": "acme"}} from the schedule weighs all policies; with an {@code action} it is what a
 * person wants.
 *
 * @param action {@code review}, {@code list}, {@code apply}, {@code approve}, {@code decline}, {@code demote} or
 *     {@code remove}; left out it is a review
 * @param policy its name, for all but {@code review}, {@code list} and {@code apply}
 * @param by who wants it: an e-mail address or a role; needed for all that changes something
 * @param reason in their words, for {@code decline}, {@code demote} and {@code remove}
 * @param stage to go down to, for {@code demote}
 * @param documents to put in force, for {@code apply}
 */
public record ClimbLadderRequest(
        TenantId tenant,
        Optional<String> action,
        Optional<String> policy,
        Optional<String> by,
        Optional<String> reason,
        Optional<String> stage,
        Optional<List<Source>> documents) {
    /** What can be asked for. */
    enum Action {
        REVIEW,
        LIST,
        APPLY,
        APPROVE,
        DECLINE,
        DEMOTE,
        REMOVE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    ClimbLadderRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }

    /** @throws IllegalArgumentException naming the actions that there are */
    Action wanted() {
        String code = action.orElse(Action.REVIEW.code());
        return Arrays.stream(Action.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'action' is none of %s"
                        .formatted(Arrays.stream(Action.values())
                                .map(Action::code)
                                .toList())));
    }

    String policyName() {
        return needed("policy", policy);
    }

    String who() {
        return needed("by", by);
    }

    String why() {
        return needed("reason", reason);
    }

    Stage lower() {
        return Stage.ofCode(needed("stage", stage));
    }

    List<Source> texts() {
        return documents
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the event lacks 'documents'; they must look like [{\"name\": \"mail.yaml\", \"text\": \"policy: …\"}]"));
    }

    private String needed(String member, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the event lacks '%s', which '%s' needs".formatted(member, wanted().code())));
    }
}
