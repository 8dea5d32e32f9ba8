package io.grantkeeper.functions.invoke;

import io.grantkeeper.answers.Settling;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.runtime.AwsPorts;
import io.grantkeeper.functions.settleanswer.SettleOnCallConfiguration;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;

/** The functions' own adapters over what a test has around it. */
final class SamplePorts {
    private SamplePorts() {}

    static BeanRegistrar over(Surroundings surroundings, Clock clock) {
        return over(surroundings, surroundings.environment(), clock);
    }

    /** @param environment where a test has something otherwise */
    static BeanRegistrar over(Surroundings surroundings, Map<String, String> environment, Clock clock) {
        AlertsConfig alerts = AlertsConfig.parse(ModelJson.write(surroundings.alerts()));
        return (registry, spring) -> {
            new AwsPorts(environment).register(registry, spring);
            registry.registerBean(Settling.class, spec -> spec.supplier(SettleOnCallConfiguration::settling));
            registry.registerBean(
                    AlertChannels.class,
                    spec -> spec.supplier(_ -> AlertChannels.of(
                            alerts,
                            _ -> {
                                throw new IllegalStateException("these alerts need no secret");
                            },
                            () -> {
                                throw new IllegalStateException("these alerts leave by SMTP");
                            },
                            clock)));
        };
    }
}
