package io.grantkeeper.infra.functions;

import io.grantkeeper.infra.functions.OurClasses.Method;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What code can do, from its bytecode: methods that are reached from a function's configuration, through the suppliers of
 * the ports that it asks for. A call of an interface reaches every class that the reached code makes (rapid type
 * analysis). What is handed to libraries counts as called. So nothing that can be called is missed; something may be
 * counted that never is.
 */
final class Reach {
    private static final String SUPPLIER_CONTEXT = "org/springframework/beans/factory/BeanRegistry$SupplierContext";
    private static final String FUNCTIONS = "io/grantkeeper/functions/";
    private static final String PORTS = FUNCTIONS + "runtime/";
    private static final String AWS = "software/amazon/awssdk/services/";

    private final OurClasses classes;
    private final PortSuppliers suppliers;
    private final Set<Method> reached = new LinkedHashSet<>();
    private final Deque<Method> open = new ArrayDeque<>();
    private final Set<String> made = new LinkedHashSet<>();
    private final Set<Method> virtualCalls = new LinkedHashSet<>();
    private final Set<String> ports = new TreeSet<>();
    private final Map<String, Set<String>> askers = new TreeMap<>();
    private final Set<String> awsCalls = new TreeSet<>();

    private Reach(OurClasses classes, PortSuppliers suppliers) {
        this.classes = classes;
        this.suppliers = suppliers;
    }

    /** @param configuration a function module's class */
    static Reach from(Class<?> configuration, OurClasses classes, PortSuppliers suppliers) {
        Reach reach = new Reach(classes, suppliers);
        String name = internal(configuration);
        reach.make(name);
        classes.model(name).methods().stream()
                .filter(method -> method.methodName().equalsString("function"))
                .forEach(method -> reach.go(
                        new Method(name, "function", method.methodType().stringValue())));
        while (!reach.open.isEmpty()) {
            reach.read(reach.open.pop());
        }
        return reach;
    }

    static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** The ports that are asked for, by the simple names of their types or of their constants. */
    Set<String> ports() {
        return ports;
    }

    /** Which functions' own packages ask for it, as opposed to the suppliers of other ports. */
    Set<String> askersOf(String port) {
        return askers.getOrDefault(port, Set.of());
    }

    /** Methods of the AWS SDK's services that are called, such as {@code dynamodb/DynamoDbClient.getItem}. */
    Set<String> awsCalls() {
        return awsCalls;
    }

    private void go(Method method) {
        if (reached.add(method)) {
            open.push(method);
        }
    }

    private void read(Method method) {
        MethodModel model = classes.model(method.owner()).methods().stream()
                .filter(each -> each.methodName().equalsString(method.name())
                        && each.methodType().equalsString(method.descriptor()))
                .findFirst()
                .orElseThrow();
        String lastConstant = "";
        for (CodeElement element : model.code().orElseThrow()) {
            switch (element) {
                case NewObjectInstruction instruction ->
                    make(instruction.className().asInternalName());
                case ConstantInstruction.LoadConstantInstruction constant
                when constant.constantEntry() instanceof ClassEntry type ->
                    lastConstant = simple(type.asInternalName());
                case FieldInstruction field -> {
                    initialise(field.owner().asInternalName());
                    if (field.opcode() == Opcode.GETSTATIC
                            && field.type().stringValue().contains("TypeReference")) {
                        lastConstant = field.name().stringValue();
                    }
                }
                case InvokeInstruction call -> call(method, call, lastConstant);
                case InvokeDynamicInstruction dynamic -> dynamic.bootstrapArgs().forEach(this::handle);
                default -> {}
            }
        }
    }

    private void call(Method from, InvokeInstruction call, String lastConstant) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals(SUPPLIER_CONTEXT) && name.startsWith("bean")) {
            ask(from, lastConstant);
        }
        boolean direct = call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL;
        call(owner, name, call.type().stringValue(), direct);
    }

    private void ask(Method from, String port) {
        if (!from.owner().startsWith(PORTS)) {
            String module = from.owner().substring(FUNCTIONS.length()).replaceFirst("/.*", "");
            askers.computeIfAbsent(port, _ -> new TreeSet<>()).add(module);
        }
        if (ports.add(port)) {
            suppliers.of(port).forEach(this::handle);
        }
    }

    private void call(String owner, String name, String descriptor, boolean direct) {
        if (owner.startsWith(AWS)) {
            awsCalls.add(owner.substring(AWS.length()) + "." + name);
        }
        if (!OurClasses.isOurs(owner)) {
            return;
        }
        if (direct || classes.isPrivate(owner, name, descriptor)) {
            initialise(owner);
            classes.resolve(owner, name, descriptor).ifPresent(this::go);
            return;
        }
        Method called = new Method(owner, name, descriptor);
        if (virtualCalls.add(called)) {
            made.forEach(type -> dispatch(type, called));
        }
    }

    private void handle(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc handle) {
            String owner = internal(handle.owner());
            boolean direct =
                    switch (handle.kind()) {
                        case STATIC, INTERFACE_STATIC, SPECIAL, INTERFACE_SPECIAL, CONSTRUCTOR -> true;
                        case VIRTUAL, INTERFACE_VIRTUAL, GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> false;
                    };
            if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
                make(owner);
            }
            // A lambda of an object is nobody's to override, and a port's supplier belongs to an object that is there.
            boolean lambda = owner.startsWith(PORTS) || handle.methodName().startsWith("lambda$");
            call(owner, handle.methodName(), handle.lookupDescriptor(), direct || lambda);
        }
    }

    private static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private void initialise(String type) {
        if (OurClasses.isOurs(type)) {
            classes.resolve(type, "<clinit>", "()V")
                    .filter(method -> method.owner().equals(type))
                    .ifPresent(this::go);
        }
    }

    private void make(String type) {
        if (!OurClasses.isOurs(type) || !made.add(type)) {
            return;
        }
        initialise(type);
        Set.copyOf(virtualCalls).forEach(called -> dispatch(type, called));
        for (String kind : classes.kindsOf(type)) {
            if (!OurClasses.isOurs(kind)) {
                calledByLibraries(type, kind);
            }
        }
    }

    private void dispatch(String type, Method called) {
        if (classes.kindsOf(type).contains(called.owner())) {
            classes.resolve(type, called.name(), called.descriptor()).ifPresent(this::go);
        }
    }

    /** Whoever is of a library's kind can be called by it. */
    private void calledByLibraries(String type, String kind) {
        Set<String> names = new HashSet<>();
        try {
            Class<?> library = Class.forName(kind.replace('/', '.'), false, Reach.class.getClassLoader());
            Arrays.stream(library.getDeclaredMethods()).forEach(method -> names.add(method.getName()));
            Arrays.stream(library.getMethods()).forEach(method -> names.add(method.getName()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("cannot look at " + kind, e);
        }
        for (MethodModel method : classes.model(type).methods()) {
            if (names.contains(method.methodName().stringValue())
                    && method.code().isPresent()
                    && !method.flags().has(AccessFlag.STATIC)) {
                go(new Method(
                        type,
                        method.methodName().stringValue(),
                        method.methodType().stringValue()));
            }
        }
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
