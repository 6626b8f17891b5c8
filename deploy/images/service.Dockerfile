# One of our four: docker build -f deploy/images/service.Dockerfile --build-arg MODULE=ledger-service .
# Built from the jar that Maven made, so that the image holds what the tests have seen.
ARG CHAIWEI_JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${CHAIWEI_JAVA_IMAGE} AS layers
ARG MODULE
WORKDIR /unpacked
COPY ${MODULE}/target/${MODULE}-*.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination layers

FROM ${CHAIWEI_JAVA_IMAGE}
WORKDIR /opt/chaiwei
# What changes seldom comes first: a new build of ours adds one small layer to what a host has.
COPY --from=layers /unpacked/layers/dependencies/ ./
COPY --from=layers /unpacked/layers/spring-boot-loader/ ./
COPY --from=layers /unpacked/layers/snapshot-dependencies/ ./
COPY --from=layers /unpacked/layers/application/ ./
COPY deploy/images/healthy /usr/local/bin/
# What a service keeps in files, where it keeps any: a volume laid here belongs to it.
RUN mkdir -p /var/lib/chaiwei && chown 10001:10001 /var/lib/chaiwei
# A number, so that a cluster can see that it is not root; it owns nothing else here.
USER 10001:10001
# Only a container's own network reaches it; what of it is published says compose.
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
# Long enough for a first start with all migrations on a busy machine of two cores.
HEALTHCHECK --interval=5s --timeout=5s --retries=3 --start-period=300s CMD ["healthy"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", "-jar", "application.jar"]
