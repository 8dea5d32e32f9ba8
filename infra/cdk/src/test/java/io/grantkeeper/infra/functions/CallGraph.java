package io.grantkeeper.infra.functions;

import io.grantkeeper.infra.functions.ProjectClasses.Method;
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
 * The methods that a function can call, derived from bytecode: everything that is reachable from the function's
 * configuration through the suppliers of the ports that it requests. A call to an interface reaches the implementations
 * in all classes that reachable code instantiates (rapid type analysis). Methods that a library can call back count as
 * called. The result misses no possible call, but can include calls that never happen.
 */
final class CallGraph {
    private static final String SUPPLIER_CONTEXT = "org/springframework/beans/factory/BeanRegistry$SupplierContext";
    private static final String FUNCTIONS = "io/grantkeeper/functions/";
    private static final String PORTS = FUNCTIONS + "runtime/";
    private static final String AWS = "software/amazon/awssdk/services/";

    private final ProjectClasses classes;
    private final PortFactoryMethods suppliers;
    private final Set<Method> reached = new LinkedHashSet<>();
    private final Deque<Method> open = new ArrayDeque<>();
    private final Set<String> made = new LinkedHashSet<>();
    private final Set<Method> virtualCalls = new LinkedHashSet<>();
    private final Set<String> ports = new TreeSet<>();
    private final Map<String, Set<String>> askers = new TreeMap<>();
    private final Set<String> awsCalls = new TreeSet<>();

    private CallGraph(ProjectClasses classes, PortFactoryMethods suppliers) {
        this.classes = classes;
        this.suppliers = suppliers;
    }

    /**
     * Analyzes the code of one function.
     *
     * @param configuration the class of its function module
     */
    static CallGraph from(Class<?> configuration, ProjectClasses classes, PortFactoryMethods suppliers) {
        CallGraph reach = new CallGraph(classes, suppliers);
        String name = internalName(configuration);
        reach.instantiate(name);
        classes.model(name).methods().stream()
                .filter(method -> method.methodName().equalsString("function"))
                .forEach(method -> reach.enqueue(
                        new Method(name, "function", method.methodType().stringValue())));
        while (!reach.open.isEmpty()) {
            reach.read(reach.open.pop());
        }
        return reach;
    }

    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Returns the methods that can be called. */
    Set<Method> reached() {
        return reached;
    }

    /** Returns the requested ports, by the simple name of their type or constant. */
    Set<String> ports() {
        return ports;
    }

    /**
     * Returns the packages of the functions that request a port themselves. Requests by the suppliers of other ports do
     * not count.
     */
    Set<String> requestersOf(String port) {
        return askers.getOrDefault(port, Set.of());
    }

    /** Returns the AWS SDK methods that are called, such as {@code dynamodb/DynamoDbClient.getItem}. */
    Set<String> awsCalls() {
        return awsCalls;
    }

    private void enqueue(Method method) {
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
                    instantiate(instruction.className().asInternalName());
                case ConstantInstruction.LoadConstantInstruction constant
                when constant.constantEntry() instanceof ClassEntry type ->
                    lastConstant = simpleName(type.asInternalName());
                case FieldInstruction field -> {
                    initialize(field.owner().asInternalName());
                    if (field.opcode() == Opcode.GETSTATIC
                            && field.type().stringValue().contains("TypeReference")) {
                        lastConstant = field.name().stringValue();
                    }
                }
                case InvokeInstruction call -> followCall(method, call, lastConstant);
                case InvokeDynamicInstruction dynamic -> dynamic.bootstrapArgs().forEach(this::followHandle);
                default -> {}
            }
        }
    }

    private void followCall(Method from, InvokeInstruction call, String lastConstant) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (owner.equals(SUPPLIER_CONTEXT) && name.startsWith("bean")) {
            requestPort(from, lastConstant);
        }
        boolean direct = call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL;
        followCall(owner, name, call.type().stringValue(), direct);
    }

    private void requestPort(Method from, String port) {
        if (!from.owner().startsWith(PORTS)) {
            String module = from.owner().substring(FUNCTIONS.length()).replaceFirst("/.*", "");
            askers.computeIfAbsent(port, _ -> new TreeSet<>()).add(module);
        }
        if (ports.add(port)) {
            suppliers.of(port).forEach(this::followHandle);
        }
    }

    private void followCall(String owner, String name, String descriptor, boolean direct) {
        if (owner.startsWith(AWS)) {
            awsCalls.add(owner.substring(AWS.length()) + "." + name);
        }
        if (!ProjectClasses.isOurs(owner)) {
            return;
        }
        if (direct || classes.isPrivate(owner, name, descriptor)) {
            initialize(owner);
            classes.resolve(owner, name, descriptor).ifPresent(this::enqueue);
            return;
        }
        Method called = new Method(owner, name, descriptor);
        if (virtualCalls.add(called)) {
            made.forEach(type -> dispatch(type, called));
        }
    }

    private void followHandle(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc handle) {
            String owner = internalName(handle.owner());
            boolean direct =
                    switch (handle.kind()) {
                        case STATIC, INTERFACE_STATIC, SPECIAL, INTERFACE_SPECIAL, CONSTRUCTOR -> true;
                        case VIRTUAL, INTERFACE_VIRTUAL, GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> false;
                    };
            if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
                instantiate(owner);
            }
            // Nothing can override a lambda body, and the object that a port's supplier belongs to already exists.
            boolean lambda = owner.startsWith(PORTS) || handle.methodName().startsWith("lambda$");
            followCall(owner, handle.methodName(), handle.lookupDescriptor(), direct || lambda);
        }
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private void initialize(String type) {
        if (ProjectClasses.isOurs(type)) {
            classes.resolve(type, "<clinit>", "()V")
                    .filter(method -> method.owner().equals(type))
                    .ifPresent(this::enqueue);
        }
    }

    private void instantiate(String type) {
        if (!ProjectClasses.isOurs(type) || !made.add(type)) {
            return;
        }
        initialize(type);
        Set.copyOf(virtualCalls).forEach(called -> dispatch(type, called));
        for (String kind : classes.supertypesOf(type)) {
            if (!ProjectClasses.isOurs(kind)) {
                markLibraryCallbacks(type, kind);
            }
        }
    }

    private void dispatch(String type, Method called) {
        if (classes.supertypesOf(type).contains(called.owner())) {
            classes.resolve(type, called.name(), called.descriptor()).ifPresent(this::enqueue);
        }
    }

    /** Marks the methods of a type that a library can call, because the type extends or implements a library type. */
    private void markLibraryCallbacks(String type, String kind) {
        Set<String> names = new HashSet<>();
        try {
            Class<?> library = Class.forName(kind.replace('/', '.'), false, CallGraph.class.getClassLoader());
            Arrays.stream(library.getDeclaredMethods()).forEach(method -> names.add(method.getName()));
            Arrays.stream(library.getMethods()).forEach(method -> names.add(method.getName()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("cannot load " + kind, e);
        }
        for (MethodModel method : classes.model(type).methods()) {
            if (names.contains(method.methodName().stringValue())
                    && method.code().isPresent()
                    && !method.flags().has(AccessFlag.STATIC)) {
                enqueue(new Method(
                        type,
                        method.methodName().stringValue(),
                        method.methodType().stringValue()));
            }
        }
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
