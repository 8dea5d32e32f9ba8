package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.finding.FindingType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The topic of a question: a type of finding, a request that waits at the provider, or an item of a review. If a
 * message reports several findings, the topic is the first constant that applies to one of them. Questions about all of
 * the access come before questions about a part of it.
 */
public enum QuestionTopic {
    PENDING_REQUEST("Should {name} get the access that was requested?"),
    /**
     * An AI product that nobody has approved did something unusual. This topic combines two questions that are answered
     * together.
     */
    UNUSUAL_AI(FindingType.UNUSUAL_ACTIVITY, "Did you expect {name} to do this, and is it needed at work?"),
    UNUSUAL_ACTIVITY(FindingType.UNUSUAL_ACTIVITY, "Did you expect {name} to do this?"),
    PATH_OPENED(FindingType.PATH_OPENED, "Does {name} need the access that opened this path?"),
    DRIFTED(FindingType.DRIFTED, "Is it right that {name} differs from what was approved?"),
    SHADOW_AI(FindingType.SHADOW_AI, "Is {name} needed at work?"),
    SCOPES_EXPANDED(FindingType.SCOPES_EXPANDED, "Does {name} need its new access?"),
    REACH_EXPANDED(FindingType.REACH_EXPANDED, "Does {name} need its wider access?"),
    IDENTITY_APPEARED(FindingType.IDENTITY_APPEARED, "Do you know {name}, and do you need it?"),
    GRANT_APPEARED(FindingType.GRANT_APPEARED, "Does {name} need the access that it was given?"),
    CREDENTIAL_ADDED(FindingType.CREDENTIAL_ADDED, "Did you or your team add this way to sign in to {name}?"),
    OWNER_LEFT(FindingType.OWNER_LEFT, "Who takes over {name}?"),
    OWNER_LEAVING(FindingType.OWNER_LEAVING, "Who will take over {name}?"),
    OWNERLESS(FindingType.OWNERLESS, "Who owns {name}?"),
    UNREVIEWED(FindingType.UNREVIEWED, "Is {name} still needed?"),
    OVER_PRIVILEGED(FindingType.OVER_PRIVILEGED, "Does {name} need the access that it does not use?"),
    LIFETIME_EXTENDED(FindingType.LIFETIME_EXTENDED, "Does {name} need its access for longer?"),
    FELL_SILENT(FindingType.FELL_SILENT, "Do you still need {name}?"),
    EXPIRING(FindingType.EXPIRING, "Will you renew the access of {name}, or let it end?"),
    ROTATION_DUE(FindingType.ROTATION_DUE, "Will you replace the old key or password of {name}?"),
    DUPLICATE_CREDENTIAL(FindingType.DUPLICATE_CREDENTIAL, "Does {name} need all of these keys or passwords?"),
    GRANT_VANISHED(FindingType.GRANT_VANISHED, "{name} has lost access. Is that all right?"),
    ACCESS_REQUESTED(FindingType.ACCESS_REQUESTED, "May {name} do this?"),
    REVIEW("Does {name} still need its access?"),
    /**
     * No question was asked: a person decides about an identity in the console on their own initiative, as their role
     * allows.
     */
    UNASKED("What should happen to {name}?");

    private final Optional<FindingType> type;
    private final String question;

    QuestionTopic(String question) {
        this.type = Optional.empty();
        this.question = question;
    }

    QuestionTopic(FindingType type, String question) {
        this.type = Optional.of(type);
        this.question = question;
    }

    /** Returns the type of finding; empty for a request that waits at the provider and for an item of a review. */
    public Optional<FindingType> type() {
        return type;
    }

    /** Returns the question with the identity's name. */
    public String question(String name) {
        return question.replace("{name}", name);
    }

    /** Returns the question from the table, with a placeholder for the name. */
    String template() {
        return question;
    }

    /**
     * Returns the topic of a question in the console.
     *
     * @param review whether the question belongs to an access review, which asks about all of the access
     * @param unasked whether the person opened the question themselves
     */
    public static QuestionTopic of(Collection<FindingType> types, boolean pending, boolean review, boolean unasked) {
        QuestionTopic topic = review ? REVIEW : of(types, pending);
        return topic == REVIEW && unasked ? UNASKED : topic;
    }

    /** Returns the topic of a question about findings, or the topic of a review if there are none. */
    public static QuestionTopic of(Collection<FindingType> types, boolean pending) {
        boolean arrival = types.contains(FindingType.IDENTITY_APPEARED) || types.contains(FindingType.GRANT_APPEARED);
        if (pending && (types.isEmpty() || arrival)) {
            return PENDING_REQUEST;
        }
        return Arrays.stream(values())
                .filter(topic -> topic != UNUSUAL_AI || types.contains(FindingType.SHADOW_AI))
                .filter(topic -> topic.type.filter(types::contains).isPresent())
                .findFirst()
                .orElse(REVIEW);
    }

    /**
     * Returns the type of the finding with this key. Keys begin with the type; the result is empty if this key does
     * not.
     */
    public static Optional<FindingType> typeOf(String key) {
        int slash = key.indexOf('/');
        String code = slash < 0 ? key : key.substring(0, slash);
        return Arrays.stream(FindingType.values())
                .filter(type ->
                        type.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(code))
                .findFirst();
    }
}
