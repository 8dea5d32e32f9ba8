package io.grantkeeper.functions.console;

import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.owners.answers.AccessRequestOption;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerOutcome;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.policy.store.AccessApproval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The API operations for questions and answers. An answer from the console goes through the same use case as an answer
 * from a link: the answer is stored, and then the function that has the credentials carries it out.
 */
final class QuestionApi {
    /** The origin that is stored with answers from the console. */
    private static final String THROUGH = "console";

    /** The prefix of the ids of questions that people opened for themselves. */
    static final String OPENED = "console-";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int CONCLUDED = 500;

    /** The operation that stores an answer. */
    private static final String ANSWER = "answerQuestion";

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final QuestionViews views;
    private final ConsoleOrigin origin;
    private final Optional<Answering> answering;

    /** The use cases that process answers. */
    record Answering(SubmitAnswer submit, AnswerAccessRequest requests, PageAnswerExecutor actions) {}

    /**
     * Creates the operations.
     *
     * @param answering empty if answers are not configured
     */
    QuestionApi(
            ConsoleStores stores,
            ConsoleInventory inventory,
            QuestionViews views,
            ConsoleOrigin origin,
            Optional<Answering> answering) {
        this.stores = stores;
        this.inventory = inventory;
        this.views = views;
        this.origin = origin;
        this.answering = answering;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("questions", this::list);
        handlers.put("question", call -> ApiResult.of(view(required(call), call)));
        handlers.put("previewAnswer", this::preview);
        handlers.put(ANSWER, this::answer);
        handlers.put("openQuestion", call -> {
            var _ = answering();
            return ApiResult.of(view(opened(inventory.required(call), call), call));
        });
        handlers.put("nameOwner", this::nameOwner);
        handlers.put("handOver", this::handOver);
    }

    private ApiResult list(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        boolean concluded = call.parameter("state").filter("concluded"::equals).isPresent();
        List<OwnerQuestion> all = concluded
                ? stores.questions()
                        .concluded(stores.tenant(), Instant.EPOCH, Instant.MAX, CONCLUDED, Optional.empty())
                        .items()
                : snapshot.waiting();
        Predicate<OwnerQuestion> filter = call.isOwnerOnly() ? mine::wasAsked : question -> true;
        if (call.parameter("mine").isPresent()) {
            filter = filter.and(mine::isAsked);
        }
        List<OwnerQuestion> selected = all.stream().filter(filter).toList();
        ApiListPage<OwnerQuestion> page = ApiListPage.at(selected, call);
        return ApiResult.of(new JsonMembers()
                .with(
                        "items",
                        page.items().stream()
                                .flatMap(question -> views.question(question, snapshot, mine).stream())
                                .toList())
                .with("next", page.next()));
    }

    private OwnerQuestion required(AuthorizedApiCall call) {
        return stores.questions()
                .find(stores.tenant(), call.pathValue("id"))
                .filter(question ->
                        !call.isOwnerOnly() || inventory.mine(call.by()).wasAsked(question))
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemDetails.Type.NOT_FOUND, "there is no such question, or you were not asked")
                        .exception());
    }

    private JsonMembers view(OwnerQuestion question, AuthorizedApiCall call) {
        return views.question(question, inventory.snapshot(), inventory.mine(call.by()))
                .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the identity is no longer stored")
                        .exception());
    }

    /** Returns the answer in a call, if the caller's role allows it and it fits the question. */
    private OwnerAnswer given(AuthorizedApiCall call, OwnerQuestion question, IdentityRecord record) {
        OwnerAnswer answer = OwnerAnswer.ofCode(call.requiredText("answer")).orElseThrow();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        if (!mine.mayAnswer(question, answer)) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.FORBIDDEN,
                            ConsoleInventory.Mine.isRemoval(answer)
                                    ? "you asked this question yourself, so removing the access needs the role responder or admin"
                                    : "you asked this question yourself, so keeping the access needs the role reviewer or admin")
                    .exception();
        }
        // If the access has changed, the person gets the current question with its answers instead.
        if (mine.isAsked(question) && IdentityStateDigest.of(record).equals(call.requiredText("state"))) {
            OfferedAnswers offered = views.offered(question, record, mine);
            if (!offered.offers(answer)) {
                throw notOffered(offered);
            }
        }
        return answer;
    }

    private static ApiProblemException notAsked() {
        return ProblemDetails.of(
                        ProblemDetails.Type.FORBIDDEN,
                        "you were not asked; open a question of your own about the identity, or let the person who was asked answer")
                .exception();
    }

    private static ApiProblemException notOffered(OfferedAnswers offered) {
        return ProblemDetails.ofField(
                        "answer", "does not fit this question", "choose one of: " + String.join(", ", offered.codes()))
                .exception();
    }

    /** Returns the access request that a call allows or refuses; empty if the call gives another kind of answer. */
    private Optional<AccessRequestOption> request(
            AuthorizedApiCall call, OwnerQuestion question, IdentityRecord record) {
        String code = call.requiredText("answer");
        if (OwnerAnswer.ofCode(code).isPresent()) {
            return Optional.empty();
        }
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        if (!mine.isAsked(question)) {
            throw notAsked();
        }
        OfferedAnswers offered = views.offered(question, record, mine);
        return Optional.of(
                offered.request(code, call.text("request").orElse("")).orElseThrow(() -> notOffered(offered)));
    }

    private Answering answering() {
        return answering.orElseThrow(() -> ProblemDetails.of(
                        ProblemDetails.Type.CONFLICT,
                        "answers are not configured; add 'answers' to 'alerts' in the configuration")
                .exception());
    }

    private ApiResult preview(AuthorizedApiCall call) {
        Answering use = answering();
        OwnerQuestion question = required(call);
        IdentityRecord record = record(question);
        Optional<AccessRequestOption> request = request(call, question, record);
        if (request.isPresent()) {
            return preview(request.get(), record, call);
        }
        OwnerAnswer answer = given(call, question, record);
        Optional<UsageReview> usage = record.summary().flatMap(IdentitySummary::use);
        boolean reduces = answer == OwnerAnswer.REDUCE;
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        AnswerFacts facts = views.facts(question, record, mine);
        Optional<RevocationPreview> removal = ConsoleInventory.Mine.isRemoval(answer)
                ? Optional.of(use.actions().preview(stores.tenant(), question.id(), answer))
                : Optional.empty();
        return ApiResult.of(new JsonMembers()
                .with("answer", answer.code())
                .with("state", IdentityStateDigest.of(record))
                .with(
                        "lines",
                        removal.map(preview -> lines(preview, facts, answer))
                                .orElseGet(() -> List.of(AnswerTable.sentence(facts, answer))))
                .with(
                        "byHand",
                        removal.filter(preview -> isRecordOnly(preview, facts, answer))
                                .isPresent())
                .with("details", removal.map(RevocationPreview::details).orElse(List.of()))
                .with("enough", reduces ? usage.map(UsageReview::enough).orElse(List.of()) : List.of())
                .with("surplus", reduces ? usage.map(UsageReview::surplus).orElse(List.of()) : List.of())
                .with("until", Optional.of(facts.approvalEnd()).filter(_ -> answer == OwnerAnswer.KEEP))
                .with(
                        "confirmStepUp",
                        mine.needsFreshSignIn(question, answer) && !call.by().isFresh(ANSWER, stores.clock())));
    }

    private ApiResult preview(AccessRequestOption request, IdentityRecord record, AuthorizedApiCall call) {
        return ApiResult.of(new JsonMembers()
                .with("answer", call.requiredText("answer"))
                .with("state", IdentityStateDigest.of(record))
                .with("lines", List.of(request.sentence()))
                .with("byHand", false)
                .with("details", List.of())
                .with("enough", List.of())
                .with("surplus", List.of())
                .with("until", Optional.empty())
                .with(
                        "confirmStepUp",
                        OfferedAnswers.needsFreshSignIn(request) && !call.by().isFresh(ANSWER, stores.clock())));
    }

    private static List<String> lines(RevocationPreview preview, AnswerFacts facts, OwnerAnswer answer) {
        List<String> lines = new ArrayList<>();
        lines.add(
                !preview.isByHand() && isRecordOnly(preview, facts, answer)
                        ? "The answer records that the identity has too much access. Grantkeeper removes nothing by itself."
                        : preview.sentence(answer, AnswerTable.sentence(facts, answer)));
        lines.addAll(preview.summary());
        return lines;
    }

    /**
     * Returns whether Grantkeeper only records the answer, because no provider call can carry it out or because no
     * record of
     * use shows which access is not needed.
     */
    private static boolean isRecordOnly(RevocationPreview preview, AnswerFacts facts, OwnerAnswer answer) {
        return preview.isByHand() || !AnswerTable.isPossible(facts, answer);
    }

    private IdentityRecord record(OwnerQuestion question) {
        return stores.access()
                .identityRecord(stores.tenant(), question.identity())
                .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the identity is no longer stored")
                        .exception());
    }

    /** Allows or refuses an access request of an agent, as the buttons of a message do. */
    private ApiResult answer(
            AccessRequestOption request, OwnerQuestion question, Answering use, AuthorizedApiCall call) {
        if (OfferedAnswers.needsFreshSignIn(request)) {
            ConsoleApi.requireFresh(call, origin, stores.clock());
        }
        String email = address(call.by());
        AnswerAccessRequest.Result result = use.requests()
                .submit(
                        stores.tenant(),
                        question.id(),
                        request,
                        person -> person.email().equals(email));
        return switch (result) {
            case AnswerAccessRequest.Result.Answered(AccessApproval answered) -> {
                inventory.changed();
                yield result("accepted", sentence(answered), question, call);
            }
            case AnswerAccessRequest.Result.Refused(String why) -> result("changed", sentenceOf(why), question, call);
            case AnswerAccessRequest.Result.Open _ -> result("changed", "Nothing was done; try again.", question, call);
        };
    }

    private static String sentence(AccessApproval answered) {
        return answered.validUntil()
                .map(until -> "%s: allowed until %s.".formatted(answered.sentence(), MOMENT.format(until)))
                .orElseGet(() -> answered.sentence() + ": refused.");
    }

    private static String sentenceOf(String why) {
        return why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ".";
    }

    private ApiResult answer(AuthorizedApiCall call) {
        Answering use = answering();
        OwnerQuestion question = required(call);
        IdentityRecord record = record(question);
        Optional<AccessRequestOption> request = request(call, question, record);
        if (request.isPresent()) {
            return answer(request.get(), question, use, call);
        }
        OwnerAnswer answer = given(call, question, record);
        if (inventory.mine(call.by()).needsFreshSignIn(question, answer)) {
            ConsoleApi.requireFresh(call, origin, stores.clock());
        }
        String email = address(call.by());
        AnswerOutcome outcome = use.submit()
                .submit(
                        stores.tenant(),
                        question.id(),
                        person -> person.email().equals(email),
                        new SubmitAnswer.Submission(
                                answer,
                                call.requiredText("state"),
                                THROUGH,
                                call.text("to").map(address -> address.toLowerCase(Locale.ROOT))));
        return result(outcome, use, call);
    }

    private ApiResult result(AnswerOutcome outcome, Answering use, AuthorizedApiCall call) {
        return switch (outcome) {
            case AnswerOutcome.Accepted accepted -> {
                OwnerQuestion settled = use.actions().carryOut(stores.tenant(), accepted.question());
                inventory.changed();
                yield result("accepted", sentence(settled), settled, call);
            }
            case AnswerOutcome.PassedOn passed -> {
                OwnerQuestion further =
                        passed.now() ? use.actions().carryOut(stores.tenant(), passed.question()) : passed.question();
                if (passed.now()) {
                    inventory.changed();
                }
                yield result(
                        "passed-on",
                        further.isOpen() && further.current().isWaitedFor()
                                ? further.current().name() + " is asked now."
                                : "You passed the question on.",
                        further,
                        call);
            }
            case AnswerOutcome.Changed changed ->
                result(
                        "changed",
                        "The identity's access has changed since you opened the question. Nothing was done; review the access again.",
                        changed.question(),
                        call);
            case AnswerOutcome.Ended ended -> {
                OwnerQuestion settled =
                        ended.isByThem() ? use.actions().carryOut(stores.tenant(), ended.question()) : ended.question();
                // Reading the inventory again is expensive, so a repeated answer must not cause it.
                if (!settled.equals(ended.question())) {
                    inventory.changed();
                }
                yield result("ended", "This question has already been answered.", settled, call);
            }
            case AnswerOutcome.NoNextPerson none ->
                result(
                        "no-next-person",
                        "Grantkeeper knows of no one else to ask, or the address belongs to no one who works here. The question stays with you.",
                        none.question(),
                        call);
            case AnswerOutcome.Open open -> result("changed", "Nothing was done; try again.", open.question(), call);
            case AnswerOutcome.OwnRequest _ ->
                throw ProblemDetails.of(
                                ProblemDetails.Type.FORBIDDEN,
                                "you requested this access, so someone else must decide about it")
                        .exception();
            case AnswerOutcome.NotAsked _ -> throw notAsked();
            case AnswerOutcome.NotFound _ ->
                throw ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "this question no longer exists")
                        .exception();
        };
    }

    private static String sentence(OwnerQuestion settled) {
        List<String> results =
                settled.conclusion().map(QuestionOutcome::results).orElse(List.of());
        return results.isEmpty()
                ? "Your answer is stored and will be carried out within minutes."
                : String.join(" ", results);
    }

    private ApiResult result(String result, String sentence, OwnerQuestion question, AuthorizedApiCall call) {
        return ApiResult.of(new JsonMembers()
                .with("result", result)
                .with("sentence", sentence)
                .with("question", view(question, call)));
    }

    private static String address(ConsoleCaller caller) {
        return caller.email()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemDetails.Type.FORBIDDEN,
                                "answers need a person with a work address that the issuer verified; ask an administrator to check 'issuerVerifiesEmail' in 'console' of the configuration")
                        .exception());
    }

    /** Asks the named person whether they own an identity. The person becomes the owner if they agree. */
    private ApiResult nameOwner(AuthorizedApiCall call) {
        Answering use = answering();
        OwnerQuestion question = opened(inventory.required(call), call);
        String email = address(call.by());
        return result(
                use.submit()
                        .submit(
                                stores.tenant(),
                                question.id(),
                                person -> person.email().equals(email),
                                new SubmitAnswer.Submission(
                                        OwnerAnswer.NAME_OWNER,
                                        IdentityStateDigest.of(record(question)),
                                        THROUGH,
                                        Optional.of(call.requiredText("to").toLowerCase(Locale.ROOT)))),
                use,
                call);
    }

    /** Asks one person about several identities, as {@link #nameOwner} does for one. */
    private ApiResult handOver(AuthorizedApiCall call) {
        Answering use = answering();
        String email = address(call.by());
        String to = call.requiredText("to").toLowerCase(Locale.ROOT);
        Set<PersonId> accounts = stores.access().peopleByEmail(stores.tenant(), to).stream()
                .map(stored -> stored.content().id())
                .collect(Collectors.toSet());
        if (accounts.isEmpty()) {
            throw ProblemDetails.ofField(
                            "to",
                            "belongs to no one who works here",
                            "use the work address of a person in the directory")
                    .exception();
        }
        InventorySnapshot snapshot = inventory.snapshot();
        List<String> asked = new ArrayList<>();
        List<JsonMembers> skipped = new ArrayList<>();
        for (JsonNode subject : call.body().path("subjects")) {
            String id = subject.asString("");
            Optional<String> reason = EncodedIdentityIds.parsed(id)
                    .flatMap(snapshot::identity)
                    .filter(identity -> identity.status() != IdentityStatus.GONE)
                    .map(identity -> identity.owner().filter(accounts::contains).isPresent()
                            ? Optional.of("This person is already its owner.")
                            : notAsked(ask(use, identity, email, to, call)))
                    .orElse(Optional.of("The identity is not in the inventory."));
            reason.ifPresentOrElse(
                    why -> skipped.add(new JsonMembers().with("subject", id).with("reason", why)), () -> asked.add(id));
        }
        inventory.changed();
        return ApiResult.of(new JsonMembers().with("asked", asked).with("skipped", skipped));
    }

    private AnswerOutcome ask(
            Answering use, IdentitySummary identity, String email, String to, AuthorizedApiCall call) {
        OwnerQuestion question = opened(identity, call);
        AnswerOutcome outcome = use.submit()
                .submit(
                        stores.tenant(),
                        question.id(),
                        person -> person.email().equals(email),
                        new SubmitAnswer.Submission(
                                OwnerAnswer.NAME_OWNER,
                                IdentityStateDigest.of(record(question)),
                                THROUGH,
                                Optional.of(to)));
        if (outcome instanceof AnswerOutcome.PassedOn passed && passed.now()) {
            var _ = use.actions().carryOut(stores.tenant(), passed.question());
        }
        return outcome;
    }

    /** Returns the reason why the named person is not asked; empty if they are asked. */
    private static Optional<String> notAsked(AnswerOutcome outcome) {
        return switch (outcome) {
            case AnswerOutcome.PassedOn _, AnswerOutcome.Accepted _ -> Optional.empty();
            case AnswerOutcome.NoNextPerson _ -> Optional.of("This person has already been asked about the identity.");
            case AnswerOutcome.OwnRequest _ -> Optional.of("You requested this access, so someone else must decide.");
            case AnswerOutcome.Ended _ -> Optional.of("The question about the identity was answered at the same time.");
            case AnswerOutcome.Changed _, AnswerOutcome.Open _, AnswerOutcome.NotAsked _, AnswerOutcome.NotFound _ ->
                Optional.of("The identity's access changed at the same time; try again.");
        };
    }

    /**
     * Returns a question that is addressed to the caller, so that a reviewer or responder can decide about any
     * identity.
     */
    private OwnerQuestion opened(IdentitySummary identity, AuthorizedApiCall call) {
        String email = address(call.by());
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        Optional<OwnerQuestion> asked = stores.questions().byIdentity(stores.tenant(), identity.id()).stream()
                .filter(mine::isAsked)
                .findFirst();
        if (asked.isPresent()) {
            return asked.get();
        }
        IdentityRecord record =
                stores.access().identityRecord(stores.tenant(), identity.id()).orElseThrow();
        OwnerQuestion question = views.unasked(record, call.by().name(), email);
        var _ = stores.questions().open(stores.tenant(), question);
        inventory.changed();
        return question;
    }

    /** Returns the questions of a review. */
    List<OwnerQuestion> ofReview(String review) {
        return StorePage.readAll(from -> stores.questions().byCampaign(stores.tenant(), review, 200, from));
    }
}
