package io.grantkeeper.functions.messaging;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.functions.runtime.AnswerFunctionName;
import io.grantkeeper.functions.runtime.LadderFunctionName;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.ReviewFunctionName;
import io.grantkeeper.owners.answers.AnswerExecutor;
import org.springframework.beans.factory.BeanRegistry;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Builds the ports through which functions that are exposed to the internet ask other functions to carry out requests.
 */
public final class AnswerExecutorFactory {
    private AnswerExecutorFactory() {}

    /**
     * Returns the port that pages call to have an answer carried out. If all functions run in one process, that process
     * registers the port; on Lambda, the port invokes {@code apply-on-request}.
     */
    public static AnswerExecutor executor(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(AnswerExecutor.class)
                .getIfAvailable(() -> new LambdaAnswerClient(
                        () -> ports.bean(AwsClients.class)
                                .waitingClient(
                                        LambdaClient.builder(),
                                        "GRANTKEEPER_LAMBDA_ENDPOINT",
                                        LambdaAnswerClient.LONGEST),
                        ports.bean(AnswerFunctionName.class).name(),
                        ports.bean(RemainingTime.class)));
    }

    /** Returns the port that starts and closes access reviews; on Lambda, it invokes {@code run-review}. */
    public static ReviewRequests reviews(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(ReviewRequests.class)
                .getIfAvailable(() -> new LambdaReviewClient(
                        () -> ports.bean(AwsClients.class)
                                .waitingClient(
                                        LambdaClient.builder(),
                                        "GRANTKEEPER_LAMBDA_ENDPOINT",
                                        LambdaReviewClient.LONGEST),
                        ports.bean(ReviewFunctionName.class).name()));
    }

    /** Returns the port that changes policies; on Lambda, it invokes {@code promote-policies}. */
    public static LadderRequests ladder(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(LadderRequests.class)
                .getIfAvailable(() -> new LambdaLadderClient(
                        () -> ports.bean(AwsClients.class)
                                .waitingClient(
                                        LambdaClient.builder(),
                                        "GRANTKEEPER_LAMBDA_ENDPOINT",
                                        LambdaLadderClient.LONGEST),
                        ports.bean(LadderFunctionName.class).name()));
    }
}
