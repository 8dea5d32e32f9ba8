package io.grantkeeper.functions.applyanswer;

import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerExecutionRequest;
import io.grantkeeper.identity.work.AnswerExecutionResult;
import io.grantkeeper.owners.answers.AnswerExecutor;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code apply-on-request}, which {@code handle-response} invokes while someone waits for a page.
 */
public final class ApplyOnRequestConfiguration extends FunctionModule<AnswerExecutionRequest, AnswerExecutionResult> {
    public ApplyOnRequestConfiguration() {
        super("apply-on-request", AnswerExecutionRequest.class, AnswerExecutionResult.class);
    }

    /**
     * Returns the function. If answers are not configured, the function fails every invocation with a message that says
     * so.
     */
    @Override
    public Function<AnswerExecutionRequest, AnswerExecutionResult> function(BeanRegistry.SupplierContext ports) {
        return find(ports)
                .<Function<AnswerExecutionRequest, AnswerExecutionResult>>map(ApplyOnRequestFunction::new)
                .orElse(_ -> {
                    throw ApplyAnswerConfiguration.withoutAnswers();
                });
    }

    /**
     * Returns the {@link AnswerExecutor} without wrapping it in a function, for a process that runs all functions.
     *
     * @throws IllegalStateException if answers are not configured
     */
    public static AnswerExecutor executor(BeanRegistry.SupplierContext ports) {
        return find(ports).orElseThrow(ApplyAnswerConfiguration::withoutAnswers);
    }

    private static Optional<AnswerExecutor> find(BeanRegistry.SupplierContext ports) {
        MessagingFactory messaging = new MessagingFactory(ports);
        return messaging
                .answers()
                .map(answers -> new ExecutePageAnswer(
                        ports.bean(QuestionStore.class),
                        ports.bean(AccessStore.class),
                        messaging.revokers(),
                        ApplyAnswerConfiguration.carryOutAnswer(ports, messaging, answers)));
    }
}
