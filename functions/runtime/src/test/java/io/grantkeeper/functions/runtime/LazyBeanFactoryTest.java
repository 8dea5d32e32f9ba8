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

/**
 * Checks that a function's beans on Lambda behave like the beans of an application context, in the ways that
 * Grantkeeper's registrars use them.
 */
class LazyBeanFactoryTest {
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
    void createsBeanOnceOnFirstRequest() {
        LazyBeanFactory beans = LazyBeanFactory.of(registrar);
        assertThat(made).isEmpty();
        beans.bean(Runnable.class).run();
        assertThat(beans.bean(StringBuilder.class)).isSameAs(beans.bean(StringBuilder.class));
        assertThat(made).containsExactly("builder");
    }

    @Test
    void distinguishesParameterizedTypes() {
        LazyBeanFactory beans = LazyBeanFactory.of(registrar);
        assertThat(beans.bean(TEXTS).get()).isEqualTo("text");
        assertThat(beans.bean(NUMBERS).get()).isEqualTo(1);
        assertThat(beans.bean("texts", Supplier.class)).isSameAs(beans.bean(TEXTS));
    }

    @Test
    void returnsOptionalBeansLikeApplicationContext() {
        LazyBeanFactory beans = LazyBeanFactory.of(registrar);
        assertThat(beans.beanProvider(Thread.class).getIfAvailable()).isNull();
        assertThat(beans.beanProvider(TEXTS).getIfAvailable()).isNotNull();
        assertThatThrownBy(() -> beans.bean(Thread.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Test
    void reportsCircularDependency() {
        LazyBeanFactory beans = LazyBeanFactory.of((registry, _) ->
                registry.registerBean(Runnable.class, spec -> spec.supplier(ports -> ports.bean(Runnable.class))));
        assertThatThrownBy(() -> beans.bean(Runnable.class)).hasMessageContaining("depends on itself");
    }

    @Test
    void rejectsUnsupportedFeatures() {
        assertThatThrownBy(() -> LazyBeanFactory.of((registry, _) -> registry.registerAlias("a", "b")))
                .hasMessageContaining("do not support");
        assertThatThrownBy(() -> LazyBeanFactory.of((registry, _) -> registry.registerBean(
                        StringBuilder.class, spec -> spec.prototype().supplier(_ -> new StringBuilder()))))
                .hasMessageContaining("do not support");
    }

    /**
     * Both the factory and an application context accept the registrar of Lambda's ports, and both then contain the
     * same number of beans.
     */
    @Test
    void registersSameLambdaPortsAsApplicationContext() {
        List<String> lean = LazyBeanFactory.of(new AwsPortFactory()).names();
        try (var context = new GenericApplicationContext()) {
            context.register(new AwsPortFactory());
            assertThat(context.getBeanFactory().getBeanDefinitionNames()).hasSameSizeAs(lean);
        }
    }
}
