package io.grantkeeper.infra.deploy;

import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.FunctionTable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Whether an account's concurrency suffices for every function to have its share to itself. A new account's does not. */
final class Concurrency {
    /** Lambda keeps so much for functions that have no share of their own. */
    private static final int NEVER_GIVEN = 100;

    private Concurrency() {}

    /** What was found. */
    sealed interface Found {}

    record Enough() implements Found {}

    record TooLittle(String line) implements Found {}

    /** @param line why it cannot be told */
    record Unknown(String line) implements Found {}

    static int shares() {
        return FunctionTable.rows().stream().mapToInt(FunctionRow::atOnce).sum();
    }

    static Found in(LambdaClient lambda, String account, String region) {
        int limit;
        try {
            limit = lambda.getAccountSettings(_ -> {}).accountLimit().concurrentExecutions();
        } catch (SdkException e) {
            return new Unknown(
                    "The account's limit of concurrent executions could not be checked (%s on lambda:GetAccountSettings); %d are needed."
                            .formatted(
                                    e instanceof AwsServiceException refused
                                            ? Preflight.code(refused)
                                            : e.getClass().getSimpleName(),
                                    shares() + NEVER_GIVEN));
        }
        if (limit - shares() >= NEVER_GIVEN) {
            return new Enough();
        }
        return new TooLittle(
                ("Account %s may run %d functions at once in %s, and functions with shares of their own need %d (%d, and %d that"
                                + " Lambda never gives away): set 'deployment.reserveConcurrency' to false, or have the quota"
                                + " 'Concurrent executions' of Lambda raised.")
                        .formatted(account, limit, region, shares() + NEVER_GIVEN, shares(), NEVER_GIVEN));
    }
}
