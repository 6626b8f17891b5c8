# The Java half of ./chaiwei, for the steps that run once and end: "provision" and, in a demonstration, "load".
ARG CHAIWEI_JAVA_IMAGE=eclipse-temurin:25-jre
FROM ${CHAIWEI_JAVA_IMAGE}
WORKDIR /opt/chaiwei
COPY local/target/lib lib
COPY local/target/local-*.jar local.jar
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=local-logback.xml", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dchaiwei.project=/tmp", "-jar", "local.jar"]
