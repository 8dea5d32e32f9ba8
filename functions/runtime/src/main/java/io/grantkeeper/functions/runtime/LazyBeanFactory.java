package io.grantkeeper.functions.runtime;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

/**
 * The beans of one function on Lambda. Contains exactly the beans that registrars register, and creates each on its
 * first request. An application context with the same registrars contains the same beans, but takes longer to start
 * than all of Grantkeeper's code, which matters when someone is waiting (docs/adr/0020). Rejects the features of
 * Spring's registry that it does not support, so that nothing relies on them by mistake.
 */
final class LazyBeanFactory implements BeanRegistry, BeanRegistry.SupplierContext {
    private final Map<Type, Bean<?>> byType = new HashMap<>();
    private final Map<String, Bean<?>> byName = new HashMap<>();

    /** Returns a factory for the beans of a registrar. */
    static LazyBeanFactory of(BeanRegistrar registrar) {
        LazyBeanFactory beans = new LazyBeanFactory();
        beans.register(registrar);
        return beans;
    }

    @Override
    public void register(BeanRegistrar registrar) {
        registrar.register(this, new EmptySpringEnvironment());
    }

    @Override
    public <T> String registerBean(Class<T> type, Consumer<Spec<T>> specification) {
        registerBean(type.getName(), type, specification);
        return type.getName();
    }

    @Override
    public <T> String registerBean(ParameterizedTypeReference<T> type, Consumer<Spec<T>> specification) {
        registerBean(type.getType().getTypeName(), type, specification);
        return type.getType().getTypeName();
    }

    @Override
    public <T> void registerBean(String name, Class<T> type, Consumer<Spec<T>> specification) {
        add(name, type, specification);
    }

    @Override
    public <T> void registerBean(String name, ParameterizedTypeReference<T> type, Consumer<Spec<T>> specification) {
        add(name, type.getType(), specification);
    }

    private <T> void add(String name, Type type, Consumer<Spec<T>> specification) {
        Bean<T> bean = new Bean<>(type.getTypeName());
        specification.accept(bean);
        byType.put(type, bean);
        byName.put(name, bean);
    }

    @Override
    @SuppressWarnings("unchecked") // registered under its own type
    public <T> T bean(Class<T> type) {
        return (T) find(type);
    }

    @Override
    @SuppressWarnings("unchecked") // registered under its own type
    public <T> T bean(ParameterizedTypeReference<T> type) {
        return (T) find(type.getType());
    }

    @Override
    @SuppressWarnings("unchecked") // registered under its own type
    public <T> T bean(String name, Class<T> type) {
        Bean<?> bean = byName.get(name);
        if (bean == null) {
            throw new NoSuchBeanDefinitionException(name);
        }
        return (T) bean.get(this);
    }

    @Override
    public <T> ObjectProvider<T> beanProvider(Class<T> type) {
        return new Provider<>(type);
    }

    @Override
    public <T> ObjectProvider<T> beanProvider(ParameterizedTypeReference<T> type) {
        return new Provider<>(type.getType());
    }

    private Object find(Type type) {
        Bean<?> bean = byType.get(type);
        if (bean == null) {
            throw new NoSuchBeanDefinitionException(ResolvableType.forType(type));
        }
        return bean.get(this);
    }

    /** Returns the names of all registered beans. */
    List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    @Override
    public void registerAlias(String name, String alias) {
        throw refusal("an alias");
    }

    @Override
    public <T> String registerBean(Class<T> type) {
        throw refusal("a bean without a supplier");
    }

    @Override
    public <T> String registerBean(ParameterizedTypeReference<T> type) {
        throw refusal("a bean without a supplier");
    }

    @Override
    public <T> void registerBean(String name, Class<T> type) {
        throw refusal("a bean without a supplier");
    }

    @Override
    public <T> void registerBean(String name, ParameterizedTypeReference<T> type) {
        throw refusal("a bean without a supplier");
    }

    private static UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException("functions on Lambda do not support %s".formatted(what));
    }

    /** A provider of beans that may be missing. */
    private final class Provider<T> implements ObjectProvider<T> {
        private final Type type;

        Provider(Type type) {
            this.type = type;
        }

        @Override
        @SuppressWarnings("unchecked") // registered under its own type
        public T getObject() {
            return (T) find(type);
        }

        @Override
        public @Nullable T getIfAvailable() {
            return byType.containsKey(type) ? getObject() : null;
        }

        @Override
        public @Nullable T getIfUnique() {
            return getIfAvailable();
        }

        @Override
        public Stream<T> stream() {
            return Stream.ofNullable(getIfAvailable());
        }
    }

    /** The supplier of one bean, and the bean itself after the first request. */
    private static final class Bean<T> implements Spec<T> {
        private final String type;
        private @Nullable Function<SupplierContext, T> supplier;
        private @Nullable T made;
        private boolean underWay;

        Bean(String type) {
            this.type = type;
        }

        synchronized T get(SupplierContext beans) {
            T value = made;
            if (value == null) {
                value = make(beans);
                made = value;
            }
            return value;
        }

        private T make(SupplierContext beans) {
            Function<SupplierContext, T> from = supplier;
            if (from == null || underWay) {
                throw new IllegalStateException(
                        underWay ? type + " depends on itself" : type + " is registered without a supplier");
            }
            underWay = true;
            try {
                return from.apply(beans);
            } finally {
                underWay = false;
            }
        }

        @Override
        public Spec<T> supplier(Function<SupplierContext, T> from) {
            this.supplier = from;
            return this;
        }

        @Override
        public Spec<T> lazyInit() {
            return this;
        }

        @Override
        public Spec<T> description(String description) {
            return this;
        }

        @Override
        public Spec<T> backgroundInit() {
            throw refusal("backgroundInit");
        }

        @Override
        public Spec<T> fallback() {
            throw refusal("fallback");
        }

        @Override
        public Spec<T> infrastructure() {
            throw refusal("infrastructure");
        }

        @Override
        public Spec<T> notAutowirable() {
            throw refusal("notAutowirable");
        }

        @Override
        public Spec<T> order(int order) {
            throw refusal("order");
        }

        @Override
        public Spec<T> primary() {
            throw refusal("primary");
        }

        @Override
        public Spec<T> prototype() {
            throw refusal("prototype");
        }

        @Override
        public Spec<T> scope(String scope) {
            throw refusal("scope");
        }
    }
}
