package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/** A function's beans on Lambda behave as an application context's do, as far as registrars of ours go. */
class LeanBeansTest {
    private static final ParameterizedTypeReference<Supplier<String>> TEXTS = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Supplier<Integer>> NUMBERS = new ParameterizedTypeReference<>() {};

    private final List<String> made = new ArrayList<>();

    private final BeanRegistrar registrar = (registry, _) -> {
        registry.registerBean(StringBuilder.class, spec -> spec.lazyInit().supplier(_ -> note("builder")));
        registry.registerBean(
                Runnable.class,
                spec -> spec.lazyInit()
                        .supplier(ports -> () -> ports.bean(StringBuilder.class).append('.')));
        registry.registerBean("texts", TEXTS, spec -> spec.lazyInit().supplier(_ -> () -> "text"));
        registry.registerBean("numbers", NUMBERS, spec -> spec.lazyInit().supplier(_ -> () -> 1));
    };

    private StringBuilder note(String name) {
        made.add(name);
        return new StringBuilder(name);
    }

    @Test
    void aBeanIsMadeOnceAndOnlyWhenItIsAskedFor() {
        LeanBeans beans = LeanBeans.of(registrar);
        assertThat(made).isEmpty();
        beans.bean(Runnable.class).run();
        assertThat(beans.bean(StringBuilder.class)).isSameAs(beans.bean(StringBuilder.class));
        assertThat(made).containsExactly("builder");
    }

    @Test
    void typesWithParametersAreToldApart() {
        LeanBeans beans = LeanBeans.of(registrar);
        assertThat(beans.bean(TEXTS).get()).isEqualTo("text");
        assertThat(beans.bean(NUMBERS).get()).isEqualTo(1);
        assertThat(beans.bean("texts", Supplier.class)).isSameAs(beans.bean(TEXTS));
    }

    @Test
    void whatMayBeMissingIsAskedForAsOfAContext() {
        LeanBeans beans = LeanBeans.of(registrar);
        assertThat(beans.beanProvider(Thread.class).getIfAvailable()).isNull();
        assertThat(beans.beanProvider(TEXTS).getIfAvailable()).isNotNull();
        assertThatThrownBy(() -> beans.bean(Thread.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Test
    void whatNeedsItselfIsTold() {
        LeanBeans beans = LeanBeans.of((registry, _) ->
                registry.registerBean(Runnable.class, spec -> spec.supplier(ports -> ports.bean(Runnable.class))));
        assertThatThrownBy(() -> beans.bean(Runnable.class)).hasMessageContaining("needs itself");
    }

    @Test
    void whatALeanStartDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> LeanBeans.of((registry, _) -> registry.registerAlias("a", "b")))
                .hasMessageContaining("not supported");
        assertThatThrownBy(() -> LeanBeans.of((registry, _) -> registry.registerBean(
                        StringBuilder.class, spec -> spec.prototype().supplier(_ -> new StringBuilder()))))
                .hasMessageContaining("not supported");
    }

    /** The registrar of Lambda's ports is one that both take: each type that the context has, the lean start has. */
    @Test
    void thePortsOfLambdaAreTheSameInBoth() {
        List<String> lean = LeanBeans.of(new AwsPorts()).names();
        try (var context = new GenericApplicationContext()) {
            context.register(new AwsPorts());
            assertThat(context.getBeanFactory().getBeanDefinitionNames()).hasSameSizeAs(lean);
        }
    }
}
