package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.AccessRequestOption;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.QuestionTopic;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question with the answers that a person can give in the console. The answers come from the {@link AnswerTable}, as
 * do the answers in messages and on the pages that answer links open.
 *
 * @param question the question in one sentence
 * @param requests the answers to the access requests of an agent
 * @param options the answers that fit the question
 * @param further what the person's role allows in addition
 * @param sensitive the answers that need a fresh sign-in
 */
record OfferedAnswers(
        String question,
        List<AccessRequestOption> requests,
        List<AnswerOption> options,
        List<AnswerOption> further,
        Set<OwnerAnswer> sensitive) {
    OfferedAnswers {
        requests = List.copyOf(requests);
        options = List.copyOf(options);
        further = List.copyOf(further);
        sensitive = Set.copyOf(sensitive);
    }

    /** @param facts what is known about the identity */
    static OfferedAnswers of(
            OwnerQuestion question, IdentityRecord record, ConsoleInventory.Mine mine, AnswerFacts facts) {
        boolean unasked = mine.openedQuestion(question);
        QuestionTopic topic = topic(question, facts.topic() == QuestionTopic.PENDING_REQUEST, unasked);
        if (!mine.isAsked(question)) {
            return new OfferedAnswers(topic.question(facts.name()), List.of(), List.of(), List.of(), Set.of());
        }
        List<AccessRequestOption> requests = requests(question, record.findings(), mine);
        List<AnswerOption> options = options(facts, topic, answer -> mine.mayAnswer(question, answer));
        List<AnswerOption> further = options(
                facts,
                QuestionTopic.UNASKED,
                answer -> isFurther(topic, answer, unasked, mine)
                        && options.stream().noneMatch(option -> option.answer() == answer));
        Set<OwnerAnswer> sensitive = Arrays.stream(OwnerAnswer.values())
                .filter(answer -> mine.needsFreshSignIn(question, answer))
                .collect(Collectors.toSet());
        return new OfferedAnswers(topic.question(facts.name()), requests, options, further, sensitive);
    }

    private static List<AccessRequestOption> requests(
            OwnerQuestion question, List<Finding> findings, ConsoleInventory.Mine mine) {
        return AnswerTable.requestOptions(findings.stream()
                        .filter(finding -> finding.status() == FindingStatus.OPEN)
                        .filter(finding -> question.findings().contains(finding.key()))
                        .toList())
                .stream()
                .filter(option -> mine.mayAnswer(question, equivalent(option)))
                .toList();
    }

    /**
     * Returns the codes of the answers that the person may be offered, whatever is stored about the identity. A list
     * shows them without reading each identity; the question itself offers those that fit the identity.
     *
     * @param findings the findings that the question is about
     */
    static List<String> possible(
            OwnerQuestion question, QuestionTopic topic, List<Finding> findings, ConsoleInventory.Mine mine) {
        if (!mine.isAsked(question)) {
            return List.of();
        }
        Stream<String> requests = requests(question, findings, mine).stream().map(OfferedAnswers::code);
        Stream<String> answers = Arrays.stream(OwnerAnswer.values())
                .filter(answer -> (AnswerTable.isAnswer(topic, answer) && mine.mayAnswer(question, answer))
                        || isFurther(topic, answer, mine.openedQuestion(question), mine))
                .map(OwnerAnswer::code);
        return Stream.concat(requests, answers).distinct().toList();
    }

    /**
     * Returns whether a person's role allows an answer in addition to those of the topic. The access that a pending
     * request is about does not exist yet, so nothing else can be decided about it.
     */
    private static boolean isFurther(
            QuestionTopic topic, OwnerAnswer answer, boolean unasked, ConsoleInventory.Mine mine) {
        return topic != QuestionTopic.PENDING_REQUEST
                && AnswerTable.isAnswer(QuestionTopic.UNASKED, answer)
                && mine.mayDecide(answer)
                && (unasked || answer != OwnerAnswer.NOT_MINE);
    }

    /**
     * Returns the topic of a question.
     *
     * @param pending whether the question is about access that was requested but not yet granted
     * @param unasked whether the person opened the question themselves
     */
    static QuestionTopic topic(OwnerQuestion question, boolean pending, boolean unasked) {
        return QuestionTopic.of(
                types(question.findings()), pending, question.campaign().isPresent(), unasked);
    }

    static List<FindingType> types(Collection<String> findings) {
        return findings.stream()
                .flatMap(key -> QuestionTopic.typeOf(key).stream())
                .distinct()
                .toList();
    }

    private static List<AnswerOption> options(AnswerFacts facts, QuestionTopic topic, Predicate<OwnerAnswer> allowed) {
        return AnswerTable.options(facts.withTopic(topic)).stream()
                .filter(option -> allowed.test(option.answer()))
                .toList();
    }

    /** Returns whether the person can give an answer to the question. */
    boolean offers(OwnerAnswer answer) {
        return all().anyMatch(option -> option.answer() == answer);
    }

    /** Returns an offered answer to an access request; empty if it is not offered. */
    Optional<AccessRequestOption> request(String code, String request) {
        return requests.stream()
                .filter(option -> code(option).equals(code) && option.request().equals(request))
                .findFirst();
    }

    private Stream<AnswerOption> all() {
        return Stream.concat(options.stream(), further.stream());
    }

    /** Returns the codes of all answers. */
    List<String> codes() {
        return Stream.concat(
                        requests.stream().map(OfferedAnswers::code),
                        all().map(option -> option.answer().code()))
                .distinct()
                .toList();
    }

    List<JsonMembers> optionsJson() {
        return Stream.concat(
                        requests.stream()
                                .map(option -> json(
                                        code(option),
                                        option.label(),
                                        option.sentence(),
                                        Optional.of(option.request()),
                                        needsFreshSignIn(option))),
                        json(options))
                .toList();
    }

    List<JsonMembers> furtherJson() {
        return json(further).toList();
    }

    private Stream<JsonMembers> json(List<AnswerOption> all) {
        return all.stream()
                .map(option -> json(
                        option.answer().code(),
                        option.label(),
                        option.sentence(),
                        Optional.empty(),
                        sensitive.contains(option.answer())));
    }

    private static JsonMembers json(
            String answer, String label, String sentence, Optional<String> request, boolean stepUp) {
        return new JsonMembers()
                .with("answer", answer)
                .with("label", label)
                .with("sentence", sentence)
                .with("request", request)
                .with("stepUp", stepUp);
    }

    /** Returns whether allowing or refusing an access request needs a fresh sign-in. */
    static boolean needsFreshSignIn(AccessRequestOption option) {
        return option.purpose() == AnswerTicket.Purpose.ALLOW;
    }

    /**
     * Returns the answer that a role must allow before a person with that role may allow or refuse the access request.
     */
    private static OwnerAnswer equivalent(AccessRequestOption option) {
        return option.purpose() == AnswerTicket.Purpose.ALLOW ? OwnerAnswer.APPROVE_REQUEST : OwnerAnswer.DENY_REQUEST;
    }

    private static String code(AccessRequestOption option) {
        return option.purpose().name().toLowerCase(Locale.ROOT);
    }
}
