package io.grantkeeper.infra.functions;

import io.grantkeeper.functions.runtime.AwsPortFactory;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The code that builds each port on Lambda, read from the classes that register beans, such as {@code AwsPortFactory}. */
final class PortFactoryMethods {
    private static final String REGISTRAR = "org/springframework/beans/factory/BeanRegistrar";

    private final Map<String, List<ConstantDesc>> suppliers = new TreeMap<>();

    /** The name of the method that registers each port, keyed by port. */
    private final Map<String, String> through = new TreeMap<>();

    PortFactoryMethods(ProjectClasses classes) {
        Set<String> seen = new HashSet<>();
        Deque<String> registrars = new ArrayDeque<>(List.of(CallGraph.internalName(AwsPortFactory.class)));
        while (!registrars.isEmpty()) {
            ClassModel registrar = classes.model(registrars.pop());
            registrar.methods().forEach(this::read);
            instantiatedIn(registrar)
                    .filter(ProjectClasses::isOurs)
                    .filter(name -> isRegistrar(classes.model(name)) && seen.add(name))
                    .forEach(registrars::push);
        }
    }

    private static Stream<String> instantiatedIn(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> elements(method).stream())
                .filter(NewObjectInstruction.class::isInstance)
                .map(made -> ((NewObjectInstruction) made).className().asInternalName());
    }

    private static List<CodeElement> elements(MethodModel method) {
        return method.code().map(CompoundElement::elementList).orElse(List.of());
    }

    private static boolean isRegistrar(ClassModel model) {
        return model.interfaces().stream().map(ClassEntry::asInternalName).anyMatch(REGISTRAR::equals);
    }

    /**
     * Reads the port registrations in a method's bytecode. For each registration, the bytecode loads the port's type,
     * creates the port's supplier, and passes both to a registering method.
     */
    private void read(MethodModel method) {
        String port = "";
        List<ConstantDesc> supplier = List.of();
        for (CodeElement element : elements(method)) {
            switch (element) {
                case ConstantInstruction.LoadConstantInstruction constant
                when constant.constantEntry() instanceof ClassEntry type ->
                    port = type.asInternalName().replaceAll(".*/", "");
                case FieldInstruction field
                when field.opcode() == Opcode.GETSTATIC
                        && field.type().stringValue().contains("TypeReference") ->
                    port = field.name().stringValue();
                case InvokeDynamicInstruction dynamic -> supplier = dynamic.bootstrapArgs();
                case InvokeInstruction call -> {
                    if (call.name().stringValue().matches("bean|store|registerBean")) {
                        // A method that forwards its parameters to the registry adds its own supplier and no port.
                        String registered = port.isEmpty() ? method.methodName().stringValue() : port;
                        suppliers
                                .computeIfAbsent(registered, _ -> new ArrayList<>())
                                .addAll(supplier);
                        through.put(registered, call.name().stringValue());
                        supplier = List.of();
                    }
                }
                default -> {}
            }
        }
    }

    /**
     * Returns method handles for the code that builds a port; an empty list for ports that only the local suite
     * supplies.
     */
    List<ConstantDesc> of(String port) {
        List<ConstantDesc> all = new ArrayList<>(suppliers.getOrDefault(port, List.of()));
        all.addAll(suppliers.getOrDefault(through.getOrDefault(port, ""), List.of()));
        return all;
    }

    Map<String, List<ConstantDesc>> all() {
        return suppliers;
    }
}
