package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One person to whom a question was addressed.
 *
 * @param email the lowercase address, which identifies the person
 * @param why the reasons for asking, one clause each, for example "you installed it"
 * @param channel the delivery channel; empty until known
 * @param address the person's address in the channel; empty until known
 * @param plannedAt when Grantkeeper decided to ask the person
 * @param toldAt when a channel accepted the message; empty before that
 * @param remindedAt when the person was reminded; empty before that
 * @param passedAt when the person passed the question on or was found to be unreachable; empty otherwise
 * @param together the id of the message that is about to ask or remind the person about several questions at once;
 *     empty if there is none, or if it has been sent
 * @param passedWith the answer with which the person passed the question on; empty if the answer was "not mine", or if
 *     the person did not pass the question on
 */
public record QuestionRecipient(
        String name,
        String email,
        RecipientRole as,
        List<String> why,
        Optional<String> channel,
        Optional<String> address,
        Instant plannedAt,
        Optional<Instant> toldAt,
        Optional<Instant> remindedAt,
        Optional<Instant> passedAt,
        Optional<String> together,
        Optional<OwnerAnswer> passedWith) {
    public QuestionRecipient {
        why = List.copyOf(why);
    }

    public static QuestionRecipient planned(String name, String email, RecipientRole as, List<String> why, Instant at) {
        return new QuestionRecipient(
                name,
                email,
                as,
                why,
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy of this recipient with a delivery channel. */
    public QuestionRecipient withChannel(String newChannel, String newAddress) {
        return with(Optional.of(newChannel), Optional.of(newAddress), toldAt, remindedAt, passedAt);
    }

    public QuestionRecipient notified(Instant at) {
        return with(channel, address, toldAt.or(() -> Optional.of(at)), remindedAt, passedAt)
                .withTogether(Optional.empty());
    }

    public QuestionRecipient reminded(Instant at) {
        return with(channel, address, toldAt, Optional.of(at), passedAt).withTogether(Optional.empty());
    }

    public QuestionRecipient passed(Instant at) {
        return with(channel, address, toldAt, remindedAt, passedAt.or(() -> Optional.of(at)));
    }

    /**
     * Returns a copy of this recipient after the person passed the question on with an answer other than "not mine".
     */
    public QuestionRecipient passed(Instant at, OwnerAnswer answer) {
        QuestionRecipient passed = passed(at);
        return new QuestionRecipient(
                name,
                email,
                as,
                why,
                channel,
                address,
                plannedAt,
                toldAt,
                remindedAt,
                passed.passedAt(),
                together,
                passedWith.or(() -> Optional.of(answer)));
    }

    private QuestionRecipient with(
            Optional<String> newChannel,
            Optional<String> newAddress,
            Optional<Instant> told,
            Optional<Instant> reminded,
            Optional<Instant> passed) {
        return new QuestionRecipient(
                name, email, as, why, newChannel, newAddress, plannedAt, told, reminded, passed, together, passedWith);
    }

    /**
     * Returns a copy of this recipient with the message that is about to ask or remind the person about several
     * questions at once.
     */
    public QuestionRecipient withTogether(Optional<String> message) {
        return new QuestionRecipient(
                name, email, as, why, channel, address, plannedAt, toldAt, remindedAt, passedAt, message, passedWith);
    }

    /**
     * Returns whether this person may still answer, that is, has neither passed the question on nor been found to be
     * unreachable.
     */
    public boolean isWaitedFor() {
        return passedAt.isEmpty();
    }
}
