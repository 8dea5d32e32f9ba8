package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.owners.reviews.ReviewPlan;
import io.grantkeeper.owners.reviews.RunReviews;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code run-review}, which starts and closes access reviews on a schedule. */
public final class RunReviewConfiguration extends FunctionModule<RunReviewRequest, RunReviewResult> {
    public RunReviewConfiguration() {
        super("run-review", RunReviewRequest.class, RunReviewResult.class);
    }

    @Override
    public Function<RunReviewRequest, RunReviewResult> function(BeanRegistry.SupplierContext ports) {
        MessagingFactory messaging = new MessagingFactory(ports);
        ReviewsConfig config = ports.beanProvider(ReviewsConfig.class).getIfAvailable(() -> configured(ports));
        if (messaging.answers().isEmpty()) {
            return request -> withoutAnswers(request.checked());
        }
        RunReviews reviews = reviews(ports, messaging, messaging.answers().get());
        return request -> run(reviews, config.plans(), request.checked());
    }

    /**
     * Handles a request when answers are not configured. Starts no review, because no one could answer.
     *
     * @throws IllegalArgumentException if the request names a review or a campaign
     */
    private static RunReviewResult withoutAnswers(RunReviewRequest request) {
        if (request.start().isPresent() || request.close().isPresent()) {
            throw new IllegalArgumentException(
                    "access reviews require answers: add 'answers' to 'alerts' in the configuration");
        }
        return new RunReviewResult(List.of(), List.of());
    }

    private static RunReviewResult run(RunReviews reviews, List<ReviewPlan> plans, RunReviewRequest request) {
        if (request.start().isPresent()) {
            String name = request.start().get();
            ReviewPlan plan = plans.stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("review '%s' is not configured; use one of %s"
                            .formatted(
                                    name, plans.stream().map(ReviewPlan::name).toList())));
            return new RunReviewResult(
                    List.of(reviews.start(request.tenant(), plan, request.within())
                            .id()),
                    List.of());
        }
        if (request.close().isPresent()) {
            ReviewCampaign campaign =
                    reviews.closeNow(request.tenant(), request.close().get());
            return new RunReviewResult(List.of(), campaign.closedAt().isPresent() ? List.of(campaign.id()) : List.of());
        }
        RunReviews.Run run = reviews.run(request.tenant(), plans);
        return new RunReviewResult(run.opened(), run.closed());
    }

    private static RunReviews reviews(
            BeanRegistry.SupplierContext ports, MessagingFactory messaging, AnswersConfig answers) {
        return new RunReviews(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(QuestionStore.class),
                ports.bean(CampaignStore.class),
                messaging.path(),
                messaging.settle(answers),
                messaging.notices(answers),
                ports.bean(Clock.class));
    }

    private static ReviewsConfig configured(BeanRegistry.SupplierContext ports) {
        return ports.bean(ConnectionsConfig.class)
                .reviews()
                .map(ReviewsConfig::parse)
                .orElseGet(ReviewsConfig::none);
    }
}
