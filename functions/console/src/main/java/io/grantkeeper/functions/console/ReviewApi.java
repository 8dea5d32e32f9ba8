package io.grantkeeper.functions.console;

import io.grantkeeper.functions.messaging.ReviewRequests;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access reviews. */
final class ReviewApi {
    private static final int PAGE = 200;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final QuestionViews questions;
    private final ReviewRequests requests;

    /** @param requests has another function close reviews, because closing one notifies the security team */
    ReviewApi(ConsoleStores stores, ConsoleInventory inventory, QuestionViews questions, ReviewRequests requests) {
        this.stores = stores;
        this.inventory = inventory;
        this.questions = questions;
        this.requests = requests;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("reviews", this::list);
        handlers.put("review", this::detail);
        handlers.put("closeReview", this::close);
    }

    private ApiResult list(ApiCall call) {
        List<ReviewCampaign> all = StorePage.readAll(from -> stores.campaigns().recent(stores.tenant(), PAGE, from));
        return ApiResult.of(Page.at(all, call).json(campaign -> review(campaign, questions(campaign))));
    }

    private List<OwnerQuestion> questions(ReviewCampaign campaign) {
        return StorePage.readAll(from -> stores.questions().byCampaign(stores.tenant(), campaign.id(), PAGE, from));
    }

    private ReviewCampaign required(ApiCall call) {
        return stores.campaigns()
                .find(stores.tenant(), call.pathValue("id"))
                .orElseThrow(() -> Problem.of(Problem.Type.NOT_FOUND, "there is no such review")
                        .exception());
    }

    private ApiResult close(ApiCall call) {
        ReviewCampaign campaign = required(call);
        boolean closed;
        try {
            closed = campaign.closedAt().isPresent() || requests.close(stores.tenant(), campaign.id());
        } catch (IllegalArgumentException e) {
            throw Problem.of(Problem.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
        if (!closed) {
            throw Problem.of(
                            Problem.Type.CONFLICT,
                            "the review stays open: the security team could not be notified of the unanswered"
                                    + " questions; try again later")
                    .exception();
        }
        inventory.changed();
        return detail(call);
    }

    private ApiResult detail(ApiCall call) {
        ReviewCampaign campaign = required(call);
        Snapshot snapshot = inventory.snapshot();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        List<OwnerQuestion> all = questions(campaign);
        return ApiResult.of(new JsonMembers()
                .with("review", review(campaign, all))
                .with(
                        "questions",
                        all.stream()
                                .flatMap(question -> questions.question(question, snapshot, mine).stream())
                                .toList()));
    }

    private static JsonMembers review(ReviewCampaign campaign, List<OwnerQuestion> asked) {
        long answered = asked.stream()
                .filter(question ->
                        question.conclusion().flatMap(QuestionOutcome::by).isPresent())
                .count();
        return new JsonMembers()
                .with("id", campaign.id())
                .with("name", campaign.name())
                .with("scope", campaign.scope())
                .with("startedAt", campaign.startedAt())
                .with("dueAt", campaign.dueAt())
                .with("unanswered", Views.code(campaign.unanswered()))
                .with("revokesAt", campaign.revokesAt())
                .with("items", Views.count(campaign.items().map(Integer::longValue)))
                .with("closedAt", campaign.closedAt())
                .with("answered", Views.count(Optional.of(answered)));
    }
}
