package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Checks whether an account's concurrency quota covers the reserved concurrency of all functions. The initial quota of
 * a new account is too low.
 */
final class ConcurrencyCheck {
    /** The concurrency that Lambda requires to remain unreserved, for functions without reserved concurrency. */
    private static final int NEVER_GIVEN = 100;

    private ConcurrencyCheck() {}

    /** The result of a check. */
    sealed interface Result {}

    record Sufficient() implements Result {}

    record Insufficient(String line) implements Result {}

    /**
     * The quota could not be read.
     *
     * @param line the reason
     */
    record Unknown(String line) implements Result {}

    static int totalReserved() {
        return FunctionDefinitions.rows().stream()
                .mapToInt(FunctionDefinition::atOnce)
                .sum();
    }

    static Result check(LambdaClient lambda, String account, String region) {
        int limit;
        try {
            limit = lambda.getAccountSettings(_ -> {}).accountLimit().concurrentExecutions();
        } catch (SdkException e) {
            return new Unknown(
                    "The quota for concurrent executions could not be checked (%s on lambda:GetAccountSettings); %d are needed."
                            .formatted(
                                    e instanceof AwsServiceException refused
                                            ? DeploymentPreflight.errorCode(refused)
                                            : e.getClass().getSimpleName(),
                                    totalReserved() + NEVER_GIVEN));
        }
        if (limit - totalReserved() >= NEVER_GIVEN) {
            return new Sufficient();
        }
        return new Insufficient(
                ("Account %s allows %d concurrent executions in %s, but the functions' reserved concurrency needs %d (%d, and %d that"
                                + " Lambda keeps unreserved): set 'deployment.reserveConcurrency' to false, or request an increase of Lambda's"
                                + " 'Concurrent executions' quota.")
                        .formatted(
                                account, limit, region, totalReserved() + NEVER_GIVEN, totalReserved(), NEVER_GIVEN));
    }
}
