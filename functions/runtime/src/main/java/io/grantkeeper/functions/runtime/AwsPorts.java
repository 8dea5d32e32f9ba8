package io.grantkeeper.functions.runtime;

import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The ports as Lambda has them. */
public final class AwsPorts implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(Clock.class, spec -> spec.lazyInit().supplier(_ -> Clock.systemUTC()));
        registry.registerBean(RemainingTime.class, spec -> spec.lazyInit().supplier(_ -> RemainingTime.ofInvocation()));
    }
}
