package io.grantkeeper.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes a person's answer. The first one counts, once it is kept; whatever follows is done by {@link SettleAnswer}, which
 * anybody may call again.
 */
public final class GiveAnswer {
    private static final int RACES = 5;

    private final QuestionStore questions;
    private final AccessStore access;
    private final NextPerson people;
    private final AnswerSettings settings;
    private final Clock clock;

    public GiveAnswer(
            QuestionStore questions, AccessStore access, NextPerson people, AnswerSettings settings, Clock clock) {
        this.questions = questions;
        this.access = access;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One answer, as it comes in.
     *
     * @param state what they were shown
     * @param through {@code slack}, {@code email}, {@code review} or {@code cli}
     * @param reassignTo for {@link Answer#NOT_MINE}: whose it is, where they know
     */
    public record Given(Answer answer, String state, String through, Optional<String> reassignTo) {
        public static Given of(Answer answer, String state, String through) {
            return new Given(answer, state, through, Optional.empty());
        }
    }

    /** How a question stands for a person; changes nothing. */
    public Outcome look(TenantId tenant, String id, Predicate<Asked> person, String shown) {
        Optional<Question> question = questions.find(tenant, id);
        return question.isEmpty() ? new Outcome.Gone() : stand(tenant, question.get(), person, shown);
    }

    /** Takes an answer. */
    public Outcome give(TenantId tenant, String id, Predicate<Asked> person, Given given) {
        for (int race = 0; ; race++) {
            Outcome stand = look(tenant, id, person, given.state());
            if (!(stand instanceof Outcome.Open open)) {
                return stand;
            }
            try {
                return given.answer() == Answer.NOT_MINE ? pass(tenant, open, given) : conclude(tenant, open, given);
            } catch (LostRaceException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private Outcome stand(TenantId tenant, Question question, Predicate<Asked> who, String shown) {
        Optional<Asked> person =
                question.asked().reversed().stream().filter(who).findFirst();
        if (person.isEmpty()) {
            return new Outcome.NotAsked();
        }
        if (question.conclusion().isPresent()) {
            return new Outcome.Ended(
                    question, person.get(), question.conclusion().get());
        }
        if (!person.get().isWaitedFor()) {
            return new Outcome.PassedOn(question, person.get(), false);
        }
        Optional<IdentityDossier> dossier = access.dossier(tenant, question.identity());
        if (dossier.isEmpty()) {
            return new Outcome.Gone();
        }
        String state = IdentityState.of(dossier.get());
        return state.equals(shown)
                ? new Outcome.Open(question, person.get(), dossier.get())
                : new Outcome.Changed(question, person.get(), dossier.get(), state);
    }

    private Outcome conclude(TenantId tenant, Outcome.Open open, Given given) {
        Instant now = clock.instant();
        Conclusion end = Conclusion.answered(
                given.answer(),
                open.person().email(),
                given.through(),
                now,
                settings.until(given.answer(), now),
                given.state());
        // Due at once: should we die here, the clock carries it out.
        Question saved = questions.save(tenant, open.question().concluded(end, Optional.of(now)));
        return new Outcome.Taken(saved, open.person(), end);
    }

    private Outcome pass(TenantId tenant, Outcome.Open open, Given given) {
        Instant now = clock.instant();
        Question question = open.question();
        Question passed = question.withAsked(
                question.asked().lastIndexOf(open.person()), open.person().passed(now));
        boolean othersAreWaitedFor = passed.asked().stream().anyMatch(Asked::isWaitedFor);
        Optional<Asked> next = given.reassignTo()
                .flatMap(email -> people.named(tenant, email, open.person().name()))
                .filter(person -> question.asked(person.email()).isEmpty());
        if (next.isEmpty() && (given.reassignTo().isPresent() || !othersAreWaitedFor)) {
            next = given.reassignTo().isPresent() ? Optional.empty() : people.after(tenant, passed);
            if (next.isEmpty()) {
                return new Outcome.NobodyElse(question, open.person());
            }
        }
        Question handedOn = next.map(passed::withAsked).orElse(passed).withNextAt(Optional.of(now));
        Question saved = questions.save(tenant, handedOn);
        return new Outcome.PassedOn(saved, open.person().passed(now), true);
    }
}
