package io.grantkeeper.harness;

import io.grantkeeper.functions.applyanswer.ApplyOnRequestConfiguration;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.runtime.AwsPortFactory;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.owners.answers.AnswerExecutor;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;

/** The functions' real adapters, connected to a test's local environment. */
final class RecordingPorts {
    private RecordingPorts() {}

    static BeanRegistrar over(LocalEnvironment environment, Clock clock) {
        return over(environment, environment.environment(), clock);
    }

    /**
     * Returns the adapters with different environment variables.
     *
     * @param environment the variables that replace those of the local environment
     */
    static BeanRegistrar over(LocalEnvironment surroundings, Map<String, String> environment, Clock clock) {
        AlertsConfig alerts = AlertsConfig.parse(ModelJson.write(surroundings.alerts()));
        return (registry, spring) -> {
            new AwsPortFactory(environment).register(registry, spring);
            registry.registerBean(AnswerExecutor.class, spec -> spec.supplier(ApplyOnRequestConfiguration::executor));
            registry.registerBean(
                    AlertChannelFactory.class,
                    spec -> spec.supplier(_ -> AlertChannelFactory.of(
                            alerts,
                            _ -> {
                                throw new IllegalStateException("the configured alert channel needs no secret");
                            },
                            () -> {
                                throw new IllegalStateException("the configured alert channel sends by SMTP");
                            },
                            clock)));
        };
    }
}
