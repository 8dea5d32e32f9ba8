package io.grantkeeper.functions.console;

import io.grantkeeper.functions.messaging.ReviewRequests;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API operations for access reviews. */
final class ReviewApi {
    private static final int PAGE = 200;

    /** The maximum number of questions that one request reads. */
    private static final int MOST_QUESTIONS = 2_000;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final QuestionViews questions;
    private final ReviewRequests requests;

    /**
     * Creates the operations.
     *
     * @param requests asks another function to start and close reviews, because both send messages
     */
    ReviewApi(ConsoleStores stores, ConsoleInventory inventory, QuestionViews questions, ReviewRequests requests) {
        this.stores = stores;
        this.inventory = inventory;
        this.questions = questions;
        this.requests = requests;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("reviews", this::list);
        handlers.put("review", this::detail);
        handlers.put("startReview", this::start);
        handlers.put("closeReview", this::close);
    }

    private ApiResult start(AuthorizedApiCall call) {
        try {
            String review = requests.start(stores.tenant(), call.requiredText("name"));
            inventory.changed();
            return ApiResult.of(new JsonMembers().with("review", review));
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    private ApiResult list(AuthorizedApiCall call) {
        Optional<String> cursor = call.parameter("cursor").map(ApiListPage::decoded);
        StorePage<ReviewCampaign> page = campaigns(call.limit(), cursor);
        List<JsonMembers> items = new ArrayList<>();
        int left = MOST_QUESTIONS;
        for (ReviewCampaign campaign : page.items()) {
            Asked asked = left == 0 ? new Asked(List.of(), false) : questions(campaign, left);
            // The next page starts with it, and can read all of its questions.
            if (!asked.complete() && !items.isEmpty()) {
                break;
            }
            left -= asked.questions().size();
            items.add(review(campaign, asked));
        }
        Optional<String> next = items.size() == page.items().size()
                ? page.next()
                : campaigns(items.size(), cursor).next();
        return ApiResult.of(new JsonMembers().with("items", items).with("next", next.map(ApiListPage::encoded)));
    }

    private StorePage<ReviewCampaign> campaigns(int limit, Optional<String> cursor) {
        try {
            return stores.campaigns().recent(stores.tenant(), limit, cursor);
        } catch (IllegalArgumentException _) {
            throw ApiListPage.invalidCursor();
        }
    }

    /**
     * Questions of a review.
     *
     * @param complete whether {@code questions} contains all of them
     */
    private record Asked(List<OwnerQuestion> questions, boolean complete) {}

    private Asked questions(ReviewCampaign campaign, int most) {
        List<OwnerQuestion> questions = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<OwnerQuestion> page = stores.questions()
                    .byCampaign(stores.tenant(), campaign.id(), Math.min(PAGE, most - questions.size()), next);
            questions.addAll(page.items());
            next = page.next();
        } while (next.isPresent() && questions.size() < most);
        return new Asked(questions, next.isEmpty());
    }

    private ReviewCampaign required(AuthorizedApiCall call) {
        return stores.campaigns()
                .find(stores.tenant(), call.pathValue("id"))
                .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "there is no such review")
                        .exception());
    }

    private ApiResult close(AuthorizedApiCall call) {
        ReviewCampaign campaign = required(call);
        boolean closed;
        try {
            closed = campaign.closedAt().isPresent() || requests.close(stores.tenant(), campaign.id());
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
        if (!closed) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT,
                            "the review stays open: the security team could not be notified of the unanswered"
                                    + " questions; try again later")
                    .exception();
        }
        inventory.changed();
        return detail(call);
    }

    private ApiResult detail(AuthorizedApiCall call) {
        ReviewCampaign campaign = required(call);
        InventorySnapshot snapshot = inventory.snapshot();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        StorePage<OwnerQuestion> page;
        try {
            page = stores.questions()
                    .byCampaign(
                            stores.tenant(),
                            campaign.id(),
                            call.limit(),
                            call.parameter("cursor").map(ApiListPage::decoded));
        } catch (IllegalArgumentException _) {
            throw ApiListPage.invalidCursor();
        }
        return ApiResult.of(new JsonMembers()
                .with("review", review(campaign, questions(campaign, MOST_QUESTIONS)))
                .with(
                        "questions",
                        page.items().stream()
                                .flatMap(question -> questions.question(question, snapshot, mine).stream())
                                .toList())
                .with("next", page.next().map(ApiListPage::encoded)));
    }

    /** Returns a review. If not all questions were read, the number of answered questions is unknown. */
    private static JsonMembers review(ReviewCampaign campaign, Asked asked) {
        long answered = asked.questions().stream()
                .filter(question ->
                        question.conclusion().flatMap(QuestionOutcome::by).isPresent())
                .count();
        return new JsonMembers()
                .with("id", campaign.id())
                .with("name", campaign.name())
                .with("scope", campaign.scope())
                .with("startedAt", campaign.startedAt())
                .with("dueAt", campaign.dueAt())
                .with("unanswered", ApiViews.code(campaign.unanswered()))
                .with("revokesAt", campaign.revokesAt())
                .with("items", ApiViews.count(campaign.items().map(Integer::longValue)))
                .with("closedAt", campaign.closedAt())
                .with("answered", ApiViews.count(Optional.of(answered).filter(_ -> asked.complete())));
    }
}
